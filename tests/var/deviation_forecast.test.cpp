#include "bulwark/var/deviation_forecast.hpp"

#include <cmath>

#include "bulwark/var/normal_tail.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a normal law at a deviation of 3 % loses 6.979 % once in a hundred days", "[var][deviation_forecast]") {
  const DeviationForecast<EwmaVariance> policy{{.decay = 0.94}, normal_tail(0.0, 1.0, 0.01)};
  const auto seen = policy.after(policy.start(), 0.03);
  CHECK(policy.forecast(seen).value_at_risk == Catch::Approx(0.03 * 2.3263478740408408).epsilon(1e-13));  // tables of the normal law
  CHECK(policy.forecast(seen).expected_shortfall == Catch::Approx(0.03 * 2.6652142203458).epsilon(1e-12));
  CHECK(std::isnan(policy.forecast(policy.start()).value_at_risk));
}

TEST_CASE("a unit that is none is a fault", "[var][deviation_forecast][faults]") {
  CHECK(DeviationForecast<EwmaVariance>{{}, {.value_at_risk = 2.0, .expected_shortfall = 2.5}}.faults().empty());
  CHECK(DeviationForecast<EwmaVariance>{{}, {.value_at_risk = 2.0, .expected_shortfall = 1.5}}.faults().size() == 1);
  CHECK(DeviationForecast<EwmaVariance>{{.decay = -0.5}, {.value_at_risk = 2.0, .expected_shortfall = 2.5}}.faults().size() == 1);
  CHECK(DeviationForecast<EwmaVariance>{{}, {.value_at_risk = std::nan(""), .expected_shortfall = std::nan("")}}.faults().size() == 2);
}
