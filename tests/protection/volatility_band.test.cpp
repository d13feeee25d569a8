#include "bulwark/protection/volatility_band.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

TEST_CASE("the band is the model's quantiles on either side", "[protection][volatility_band]") {
  // 1.959963984540054 standard deviations at 95 %.
  const PriceRange range = VolatilityBand{.horizon = 1h, .probability = 0.95}.range(100.0, 0.8);
  const double move = 1.959963984540054 * 0.8 * std::sqrt(1.0 / 8'760.0);
  CHECK_THAT(range.low, WithinRel(100.0 * std::exp(-move), 1e-13));
  CHECK_THAT(range.high, WithinRel(100.0 * std::exp(move), 1e-13));
}

TEST_CASE("a band contains its reference and widens with horizon, probability and volatility", "[protection][volatility_band]") {
  const PriceRange range = VolatilityBand{1h, 0.95}.range(100.0, 0.8);
  CHECK(range.contains(100.0));
  for (const PriceRange& wider :
       {VolatilityBand{2h, 0.95}.range(100.0, 0.8), VolatilityBand{1h, 0.99}.range(100.0, 0.8), VolatilityBand{1h, 0.95}.range(100.0, 0.9)})
    CHECK((wider.low < range.low && wider.high > range.high));
}

TEST_CASE("with an unknown volatility nothing is inside", "[protection][volatility_band]") {
  CHECK_FALSE(VolatilityBand{1h, 0.95}.range(100.0, std::nan("")).contains(100.0));
  CHECK_FALSE(VolatilityBand{1h, 0.95}.range(std::nan(""), 0.8).contains(100.0));
}

TEST_CASE("horizons that are not positive and probabilities outside (0.9, 1) are faults (F15)", "[protection][volatility_band][faults]") {
  CHECK(VolatilityBand{1h, 0.95}.faults().empty());
  CHECK(said(VolatilityBand{0s, 0.9}.faults()) ==
        std::vector<std::string>{"volatility_band.horizon must be positive, got 0",
                                 "volatility_band.probability is out of range, got 0.90000000000000002"});
  CHECK(VolatilityBand{-1h, 1.0}.faults().size() == 2);
}
