#include "bulwark/margin/stressed_forecast.hpp"

#include "bulwark/margin/ratio_forecast.hpp"
#include "bulwark/var/walk.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a quarter of the requirement remembers the stress", "[margin][stressed_forecast]") {
  const StressedForecast<FixedForecast> policy{.policy = {0.1}, .stressed = 0.5};
  for (const ForecastDay& day : walk(policy, std::vector<double>{0.0, -0.3})) CHECK(day.value_at_risk == Catch::Approx(0.2));
  const StressedForecast<FixedForecast> calm{.policy = {0.1}, .share = {.weight = 0.0}, .stressed = 0.5};
  CHECK(calm.forecast(calm.start()).value_at_risk == 0.1);
}

TEST_CASE("a stressed requirement that is none is a fault", "[margin][stressed_forecast][faults]") {
  CHECK(StressedForecast<FixedForecast>{.policy = {-0.1}, .share = {.weight = 2.0}, .stressed = -1.0}.faults().size() == 3);
}
