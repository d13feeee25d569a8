#include "bulwark/math/minor_units.hpp"

#include <cmath>
#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::cpp_int;

namespace {

/// By integers alone: mantissa x 10^decimals x 2^exponent.
long long exactly(double amount, int decimals, Rounding rounding) {
  int exponent = 0;
  const double mantissa = std::frexp(amount, &exponent);
  Wide above = static_cast<long long>(std::ldexp(mantissa, 53)), below = 1;
  for (int i = 0; i < decimals; ++i) above *= 10;
  exponent -= 53;
  if (exponent > 0) above <<= exponent;
  if (exponent < 0) below <<= -exponent;
  Wide whole = above / below, rest = above - whole * below;
  if (rounding == Rounding::floor && rest < 0) whole -= 1;
  if (rounding == Rounding::ceil && rest > 0) whole += 1;
  if (rounding == Rounding::half_up && abs(rest) * 2 >= below) whole += above < 0 ? -1 : 1;
  return whole.convert_to<long long>();
}

}  // namespace

TEST_CASE("a double's exact value is rounded once, as integers say it", "[math][minor_units]") {
  test::Random random{3};
  for (int i = 0; i < 100'000; ++i) {
    const int decimals = static_cast<int>(random.below(13));
    double amount = std::ldexp(random.between(-1.0, 1.0), static_cast<int>(random.below(40)) - 10);
    if (i % 3 == 0) amount = static_cast<double>(random.below(2'000'001) - 1'000'000) / 200.0;  // near and at halves
    if (!(std::abs(amount) * std::pow(10.0, decimals) < 0x1p61)) continue;
    for (const Rounding rounding : {Rounding::floor, Rounding::ceil, Rounding::half_up, Rounding::toward_zero})
      CHECK(to_minor_units(amount, decimals, rounding) == exactly(amount, decimals, rounding));
  }
}

TEST_CASE("money that is no number of units has no units", "[math][minor_units]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double amount : {std::numeric_limits<double>::quiet_NaN(), infinity, -infinity, 1e300, -1e17})
    CHECK_FALSE(to_minor_units(amount, 6, Rounding::floor));
  CHECK_FALSE(to_minor_units(1.0, -1, Rounding::floor));
  CHECK_FALSE(to_minor_units(1.0, 23, Rounding::floor));
  CHECK(to_minor_units(0x1p62, 0, Rounding::floor) == 1LL << 62);
}

TEST_CASE("units are written as money", "[math][minor_units]") {
  CHECK(from_minor_units(123'456'789LL, 6) == 123.456789);
  CHECK(from_minor_units(-1LL, 2) == -0.01);
  CHECK(to_minor_units(0.1, 18, Rounding::floor) == 100'000'000'000'000'005);  // what the double nearest to 0.1 is
  CHECK(to_minor_units(-0.0, 6, Rounding::ceil) == 0);
  CHECK(to_minor_units(1e-30, 6, Rounding::ceil) == 1);
}
