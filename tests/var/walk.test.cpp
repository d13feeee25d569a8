#include "bulwark/var/walk.hpp"

#include <cmath>

#include "bulwark/var/coverage_test.hpp"
#include "bulwark/var/deviation_forecast.hpp"
#include "bulwark/var/normal_tail.hpp"
#include "bulwark/var/window_forecast.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
/// Says that tomorrow loses twice what today did.
struct TwiceToday {
  using State = double;
  State start() const { return 1.0; }
  VarReport forecast(const State& today) const { return {2.0 * today, 3.0 * today}; }
  State after(State, double profit) const { return -profit; }
};
}  // namespace

TEST_CASE("each forecast is made before its day is shown", "[var][walk]") {
  const std::vector<double> profits{-5.0, 2.0, -1.0};
  const auto days = walk(TwiceToday{}, profits);
  REQUIRE(days.size() == 3);
  CHECK((days[0].value_at_risk == 2.0 && days[1].value_at_risk == 10.0 && days[2].value_at_risk == -4.0));
  CHECK((days[0].expected_shortfall == 3.0 && days[0].profit == -5.0));
}

TEST_CASE("a day without a profit teaches nothing, and is not one of the known", "[var][walk][faults]") {
  const std::vector<double> profits{-5.0, std::nan(""), -1.0};
  const auto days = walk(TwiceToday{}, profits);
  CHECK(days[2].value_at_risk == 10.0);
  CHECK(std::isnan(days[1].profit));
  CHECK(known_days(days).size() == 2);
}

TEST_CASE("forecasts of a known law are exceeded as often as they say", "[var][walk]") {
  // 20,000 normal days: 1 % is 200 with a deviation of 14; a window of 500 adds the noise of its own quantile
  const std::vector<double> profits = normal_profits(20'000, 77);
  const auto count = [](const std::vector<ForecastDay>& days) {
    Index exceptions = 0;
    for (const ForecastDay& day : days) exceptions += is_exception(day) ? 1 : 0;
    return exceptions;
  };
  const auto known = known_days(walk(DeviationForecast<EwmaVariance>{{.decay = 0.999}, normal_tail(0.0, 1.0, 0.01)}, profits));
  CHECK(known.size() == 19'999);
  CHECK(std::abs(static_cast<double>(count(known)) - 200.0) < 3.0 * 14.1 + 10.0);
  const auto window = known_days(walk(WindowForecast{.most = 500, .least = 500}, profits));
  CHECK(window.size() == 19'500);
  // exchangeable days: the 501st is below the 5th smallest of 500 with probability 5 / 501 exactly
  CHECK(std::abs(static_cast<double>(count(window)) - 19'500.0 * 5.0 / 501.0) < 4.0 * 14.0);
}
