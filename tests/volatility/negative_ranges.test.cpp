#include "bulwark/volatility/negative_ranges.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

namespace {

/// Where (x - 1)(x - 2)(x - 4) < 0, by its enclosure.
std::vector<NegativeRange> cubic(double low, double high) {
  const auto f = [](double x) { return (x - 1.0) * (x - 2.0) * (x - 4.0); };
  const auto enclose = [&](double a, double b) {
    const double steepest = 3.0 * std::fmax(std::fabs(a), std::fabs(b)) * std::fmax(std::fabs(a), std::fabs(b)) + 100.0;
    const double middle = f(0.5 * (a + b)), slack = 0.5 * (b - a) * steepest;
    return Enclosure{middle - slack, middle + slack};
  };
  return negative_ranges(f, enclose, low, high, 0.0, 1.0);
}

}  // namespace

TEST_CASE("ranges end where the sign does", "[volatility][negative_ranges]") {
  const std::vector<NegativeRange> found = cubic(0.5, 10.0);
  REQUIRE(found.size() == 2);
  CHECK(found[0].low == 0.5);
  CHECK_THAT(found[0].high, WithinAbs(1.0, 1e-6));
  CHECK_THAT(found[1].low, WithinAbs(2.0, 2e-6));
  CHECK_THAT(found[1].high, WithinAbs(4.0, 4e-6));
  for (const NegativeRange& range : found) CHECK(range.value < 0.0);
}

TEST_CASE("where nothing is negative nothing is found", "[volatility][negative_ranges]") {
  CHECK(cubic(1.25, 1.75).empty());
  CHECK(cubic(5.0, 9.0).empty());
  CHECK(cubic(5.0, 5.0).empty());
}
