#include "bulwark/protection/price_band.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("a band is symmetric, contains its reference and widens with its width (F13)", "[protection][price_band]") {
  PriceRange before{100.0, 100.0};
  for (double width = 0.01; width < 1.0; width += 0.01) {
    const PriceRange range = PriceBand{width}.range(100.0);
    CHECK(range.contains(100.0));
    CHECK_THAT(100.0 - range.low, WithinRel(range.high - 100.0, 1e-12));
    CHECK((range.low < before.low && range.high > before.high));
    before = range;
  }
}

TEST_CASE("nickel left a band of 15 % on 7 March 2022, and an ordinary day does not", "[protection][price_band]") {
  const PriceRange range = PriceBand{0.15}.range(29'130.0);
  CHECK_FALSE(range.contains(55'000.0));
  CHECK(range.contains(31'000.0));
}

TEST_CASE("around an unknown reference there is no price", "[protection][price_band]") {
  CHECK_FALSE(PriceBand{0.15}.range(std::numeric_limits<double>::quiet_NaN()).contains(100.0));
}

TEST_CASE("a band without width, or as wide as the price, is a fault", "[protection][price_band][faults]") {
  CHECK(PriceBand{0.15}.faults().empty());
  for (const double bad : {0.0, 1.0, -0.1, std::numeric_limits<double>::quiet_NaN()}) CHECK(PriceBand{bad}.faults().size() == 1);
}
