#include "bulwark/var/backtest.hpp"

#include <cmath>
#include <vector>

#include "bulwark/var/normal_tail.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
std::vector<ForecastDay> history(std::size_t days, double deviation) {
  const VarReport forecast = normal_tail(0.0, 1.0, 0.01);
  std::vector<ForecastDay> all;
  for (const double profit : normal_profits(days, 201, deviation))
    all.push_back({profit, forecast.value_at_risk, forecast.expected_shortfall});
  return all;
}
}  // namespace

TEST_CASE("a summary is each test's own answer", "[var][backtest]") {
  const std::vector<ForecastDay> days{{-3.0, 2.0, 2.5}, {1.0, 2.0, 2.5}, {-2.0, 2.0, 2.5}, {-6.0, 2.0, 4.0}, {-2.5, 2.0, 4.0}};
  const Backtest all = backtest(days, 0.05);
  CHECK((all.days == 5 && all.exceptions == 3 && all.worst_day == 3));
  CHECK(all.mean_value_at_risk == Catch::Approx(2.0));
  CHECK(all.worst_excess == 4.0);
  CHECK(all.mean_excess == Catch::Approx(5.5 / 3.0));
  CHECK(all.coverage.statistic == coverage_test(3, 5, 0.05).statistic);
  const ExceptionPairs pairs{.neither = 1, .second = 1, .first = 1, .both = 1};
  CHECK(all.independence.statistic == independence_test(pairs).statistic);
  CHECK(all.conditional_coverage.p_value == conditional_coverage_test(pairs, 0.05).p_value);
  CHECK(all.unconditional_shortfall == shortfall_statistic(days, 0.05));
  CHECK(all.conditional_shortfall == conditional_shortfall_statistic(days));
  CHECK(all.minimally_biased.p_value == minimally_biased_test(days, 0.05).p_value);
}

TEST_CASE("right forecasts pass every test, forecasts a third too low none", "[var][backtest]") {
  const Backtest right = backtest(history(2000, 1.0), 0.01), low = backtest(history(2000, 1.5), 0.01);
  CHECK_FALSE(right.coverage.rejects(0.01));
  CHECK_FALSE(right.conditional_coverage.rejects(0.01));
  CHECK_FALSE(right.minimally_biased.rejects(0.01));
  CHECK(low.coverage.rejects(1e-6));
  CHECK(low.minimally_biased.rejects(1e-3));
  CHECK(low.unconditional_shortfall < right.unconditional_shortfall);
  CHECK(low.worst_excess > right.worst_excess);
}

TEST_CASE("a day that is not known leaves the money unknown", "[var][backtest][faults]") {
  std::vector<ForecastDay> days = history(100, 1.0);
  days[40].profit = std::nan("");
  const Backtest all = backtest(days, 0.01);
  CHECK(std::isnan(all.mean_excess));
  CHECK(std::isnan(all.worst_excess));
  CHECK(std::isnan(all.unconditional_shortfall));
  CHECK(backtest({}, 0.01).worst_day == -1);
}
