#include "bulwark/math/exact_sum.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using Wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<2400, boost::multiprecision::digit_base_2>>;

constexpr double infinity = std::numeric_limits<double>::infinity(), unknown = std::numeric_limits<double>::quiet_NaN();

double summed(const std::vector<double>& terms) {
  ExactSum sum;
  for (const double x : terms) sum.add(x);
  return sum.value();
}

/// Any finite double, every exponent as likely.
double any_double(Random& random) {
  for (;;)
    if (const double x = std::bit_cast<double>(random.next()); std::isfinite(x)) return x;
}

}  // namespace

TEST_CASE("nothing adds up to nothing, and one number to itself", "[math][exact_sum]") {
  CHECK(std::bit_cast<std::uint64_t>(ExactSum{}.value()) == 0);
  Random random{1};
  for (int i = 0; i < 20'000; ++i) {
    const double x = any_double(random);
    CHECK(summed({x}) == x);
    CHECK(std::bit_cast<std::uint64_t>(summed({x, -x})) == 0);
  }
  for (const double x : {0x1p-1074, -0x1p-1074, 0x1p-1022, 0x1.fffffffffffffp1023, -0x1.fffffffffffffp1023, 0x0.fffffffffffffp-1022})
    CHECK(summed({x}) == x);
  CHECK(std::bit_cast<std::uint64_t>(summed({-0.0})) == 0);
}

TEST_CASE("a sum of two is the processor's own", "[math][exact_sum]") {
  Random random{2};
  for (int i = 0; i < 100'000; ++i) {
    const double x = any_double(random);
    // Near enough for the sum to be rounded, and ties to be met.
    const double y = i % 2 == 0 ? any_double(random) : std::ldexp(static_cast<double>(random.below(1 << 20)) - 0x1p19, std::ilogb(x) - 60);
    CHECK(summed({x, y}) == x + y);
  }
}

TEST_CASE("the sum of many is the nearest double to the exact one", "[math][exact_sum]") {
  Random random{3};
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<double> terms;
    Wide exact = 0;
    const Index size = 1 + random.below(60);
    const int range = trial % 3 == 0 ? 40 : trial % 3 == 1 ? 200 : 1000;
    for (Index i = 0; i < size; ++i) {
      double x = std::ldexp(random.between(-1.0, 1.0), static_cast<int>(random.below(2 * range)) - range);
      if (i % 7 == 6) x = -terms.back();  // cancels
      terms.push_back(x);
      exact += x;
    }
    CHECK(summed(terms) == exact.convert_to<double>());
  }
}

TEST_CASE("more terms than are carried at once are as exact", "[math][exact_sum]") {
  ExactSum sum;
  for (int i = 0; i < 5'000; ++i) sum.add(0x1.fffffffffffffp1000), sum.add(-0x1.fffffffffffffp-1000);
  for (int i = 0; i < 5'000; ++i) sum.add(-0x1.fffffffffffffp1000);
  CHECK(sum.value() == -5'000.0 * 0x1.fffffffffffffp-1000);
  ExactSum tenths;
  for (int i = 0; i < 10'000; ++i) tenths.add(0.1);
  CHECK(tenths.value() == 1000.0);  // 1000 + 5.6e-14: nearest, where adding doubles one by one is 1e-10 off
}

TEST_CASE("beyond the largest double is infinite, and back is not", "[math][exact_sum]") {
  constexpr double most = 0x1.fffffffffffffp1023;
  CHECK(summed({most, most}) == infinity);
  CHECK(summed({-most, -most, -most}) == -infinity);
  CHECK(summed({most, most, -most}) == most);
  CHECK(summed({most, 0x1p969}) == most);      // less than half a unit
  CHECK(summed({most, 0x1p970}) == infinity);  // half a unit: to even, which is infinite
}

TEST_CASE("neither order nor split nor the order of merging changes a bit", "[math][exact_sum][bits]") {
  Random random{4};
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<double> terms;
    for (Index i = 0; i < 3'000; ++i) terms.push_back(std::ldexp(random.between(-1.0, 1.0), static_cast<int>(random.below(120)) - 60));
    ExactSum whole;
    for (const double x : terms) whole.add(x);
    for (std::size_t i = terms.size(); i > 1; --i)
      std::swap(terms[i - 1], terms[static_cast<std::size_t>(random.below(static_cast<Index>(i)))]);
    std::vector<ExactSum> parts(static_cast<std::size_t>(1 + random.below(9)));
    for (const double x : terms) parts[static_cast<std::size_t>(random.below(std::ssize(parts)))].add(x);
    ExactSum merged;
    for (const ExactSum& part : parts) merged.merge(part);
    CHECK(merged == whole);
    CHECK(std::bit_cast<std::uint64_t>(merged.value()) == std::bit_cast<std::uint64_t>(whole.value()));
  }
}

TEST_CASE("a term that is no number makes the sum unknown, also once merged", "[math][exact_sum]") {
  for (const double bad : {unknown, infinity, -infinity}) {
    CHECK(std::isnan(summed({1.0, bad})));
    ExactSum good, poor;
    good.add(1.0), poor.add(bad);
    good.merge(poor);
    CHECK(std::isnan(good.value()));
    CHECK_FALSE(good == ExactSum{});
  }
  CHECK(std::isnan(summed({infinity, -infinity, 1.0})));
}
