#include "bulwark/math/arithmetic.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "bulwark/math/lanes.hpp"
#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
}  // namespace

TEST_CASE("the lesser and the greater of two let no NaN fall", "[math][arithmetic]") {
  CHECK(least(1.0, 2.0) == 1.0);
  CHECK(greatest(1.0, 2.0) == 2.0);
  CHECK(least(-infinity, infinity) == -infinity);
  for (const auto pick : {+[](double a, double b) { return least(a, b); }, +[](double a, double b) { return greatest(a, b); }}) {
    CHECK(pick(not_a_number, 1.0) != pick(not_a_number, 1.0));
    CHECK(pick(1.0, not_a_number) != pick(1.0, not_a_number));
  }
}

TEST_CASE("a product is rounded before it is added, a fused one is not", "[math][arithmetic]") {
  volatile double up = 1.0 + 0x1p-30, down = 1.0 - 0x1p-30;
  const double a = up, b = down;
  CHECK(product(a, b) - 1.0 == 0.0);  // 1 - 2^-60 rounds to 1
  CHECK(bulwark::fma(a, b, -1.0) == -0x1p-60);
}

TEST_CASE("a fused product is the C library's to the last bit, whoever computes it", "[math][arithmetic]") {
  test::Inputs inputs{31};
  for (int i = 0; i < 20'000; ++i) {
    const double a = inputs.any(), b = inputs.any(), c = i % 2 == 0 ? inputs.any() : -(a * b);  // what cancels shows the last bits
    const double ours = bulwark::fma(a, b, c), library = std::fma(a, b, c);
    if (ours == ours || library == library) CHECK(std::bit_cast<std::uint64_t>(ours) == std::bit_cast<std::uint64_t>(library));
    const Lanes<2> lanes = fma(Lanes<2>(a), Lanes<2>(b), Lanes<2>(c));
    if (ours == ours) CHECK((lanes.lane(0) == ours && lanes.lane(1) == ours));
  }
}

TEST_CASE("what does not count is nothing, even where it is no number", "[math][arithmetic]") {
  for (const double x : {1.5, -2.5, 0.0, infinity, not_a_number}) CHECK(std::bit_cast<std::uint64_t>(where(false, x)) == 0);
  for (const double x : {1.5, -2.5, 0.0, -infinity}) CHECK(where(true, x) == x);
  CHECK(where(true, not_a_number) != where(true, not_a_number));
}

TEST_CASE("only numbers are finite", "[math][arithmetic]") {
  for (const double x : {0.0, -1.0, std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min()}) CHECK(is_finite(x));
  for (const double x : {not_a_number, infinity, -infinity}) CHECK_FALSE(is_finite(x));
  CHECK(magnitude(-2.5) == 2.5);
}
