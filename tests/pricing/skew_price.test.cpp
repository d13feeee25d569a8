#include "bulwark/pricing/skew_price.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("a trade and its reverse cost nothing, and two halves cost as much as the whole", "[pricing][skew_price]") {
  constexpr SkewPrice market{.scale = 1'000.0};
  for (const double skew : {-300.0, 0.0, 40.0})
    for (const double size : {-100.0, -1.0, 5.0, 250.0}) {
      const double there = size * market.fill(2'000.0, skew, size), back = -size * market.fill(2'000.0, skew + size, -size);
      CHECK_THAT(there + back, WithinAbs(0.0, 1e-8));
      const double half = 0.5 * size;
      CHECK_THAT(half * market.fill(2'000.0, skew, half) + half * market.fill(2'000.0, skew + half, half), WithinRel(there, 1e-13));
    }
}

TEST_CASE("opening the skew pays a premium, closing it a discount", "[pricing][skew_price]") {
  constexpr SkewPrice market{.scale = 100.0};
  CHECK_THAT(market.fill(30'000.0, 0.0, -1.0), WithinRel(29'850.0, 1e-15));  // synthetix_v3_perps.json: opens at a loss of 150
  CHECK(market.fill(30'000.0, 0.0, 1.0) > 30'000.0);
  CHECK(market.fill(30'000.0, -10.0, 1.0) < 30'000.0);
  CHECK(SkewPrice{0.0}.fill(30'000.0, 5.0, 5.0) == 30'000.0);
}

TEST_CASE("a negative skew scale is a fault", "[pricing][skew_price][faults]") {
  CHECK(SkewPrice{0.0}.faults().empty());
  CHECK(SkewPrice{-1.0}.faults().size() == 1);
  CHECK(SkewPrice{std::numeric_limits<double>::quiet_NaN()}.faults().size() == 1);
}
