#include "bulwark/margin/ratio_forecast.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("three deviations of the average move, between floor and cap", "[margin][ratio_forecast]") {
  const RatioForecast<EwmaVariance> policy{{}, {.multiple = 3.0, .floor = 0.05, .cap = 0.5}};
  const auto after = [&](double move) { return policy.forecast(policy.after(policy.start(), move)).value_at_risk; };
  CHECK(after(0.04) == Catch::Approx(0.12));
  CHECK(after(-0.04) == after(0.04));
  CHECK(after(0.001) == 0.05);
  CHECK(after(0.4) == 0.5);
  CHECK(std::isnan(policy.forecast(policy.start()).value_at_risk));
}

TEST_CASE("a fixed requirement learns nothing", "[margin][ratio_forecast][faults]") {
  const FixedForecast fixed{0.15};
  CHECK(fixed.forecast(fixed.after(fixed.start(), -0.5)).value_at_risk == 0.15);
  CHECK(FixedForecast{-1.0}.faults().size() == 1);
  CHECK(RatioForecast<EwmaVariance>{{}, {.multiple = 0.0}}.faults().size() == 1);
  const Garch runs_away{.constant = 1e-5, .reaction = 0.5, .memory = 0.6};
  CHECK(RatioForecast<GarchVariance>{{runs_away}, {.multiple = 0.0}}.faults().size() == 2);
}
