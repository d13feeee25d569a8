#include "bulwark/var/filtered_forecast.hpp"

#include <cmath>

#include "bulwark/var/walk.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a surprise is measured in the deviation that was forecast for it", "[var][filtered_forecast]") {
  const FilteredForecast<EwmaVariance> policy{{.decay = 0.5}, {.most = 10, .least = 1, .tail = 0.5}};
  auto seen = policy.after(policy.start(), 2.0);  // nothing was forecast for the first
  CHECK(seen.surprises.profits.empty());
  seen = policy.after(seen, -6.0);
  REQUIRE(seen.surprises.profits.size() == 1);
  CHECK(seen.surprises.profits[0] == -3.0);
  // the variance is (4 + 36) / 2, the only surprise three deviations
  CHECK(policy.forecast(seen).value_at_risk == Catch::Approx(3.0 * std::sqrt(20.0)));
}

TEST_CASE("when profits become ten times as wild, the filter follows and the window does not", "[var][filtered_forecast]") {
  std::vector<double> profits = normal_profits(600, 9);
  for (std::size_t i = 500; i < 600; ++i) profits[i] *= 10.0;
  const auto filtered = walk(FilteredForecast<EwmaVariance>{{.decay = 0.9}, {.most = 500, .least = 60}}, profits);
  const auto window = walk(WindowForecast{.most = 500, .least = 60}, profits);
  Index filtered_exceptions = 0, window_exceptions = 0;
  for (std::size_t i = 510; i < 600; ++i)
    filtered_exceptions += is_exception(filtered[i]) ? 1 : 0, window_exceptions += is_exception(window[i]) ? 1 : 0;
  CHECK(filtered_exceptions <= 4);
  CHECK(window_exceptions >= 6);
  CHECK(FilteredForecast<EwmaVariance>{{}, {.tail = 2.0}}.faults().size() == 1);
  CHECK(FilteredForecast<EwmaVariance>{{.decay = 1.0}, {.tail = 2.0}}.faults().size() == 2);
}
