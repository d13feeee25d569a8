#include "bulwark/var/margin_backtest.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
ForecastDay day(double profit, double requirement) { return {profit, requirement, requirement}; }
}  // namespace

TEST_CASE("five days of a margin of ten, by hand", "[var][margin_backtest]") {
  // opened with 15: -4 leaves 11, -2 leaves 9 of a 10 that is required: liquidated. Opened with 15 again: -20 leaves -5, liquidated.
  // Opened with 15: +3 is 18, of which 15 stay, -1 leaves 14.
  const std::vector<ForecastDay> days{day(-4.0, 10.0), day(-2.0, 10.0), day(-20.0, 10.0), day(3.0, 10.0), day(-1.0, 10.0)};
  const MarginBacktest all = margin_backtest(days);
  CHECK((all.days == 5 && all.mean_requirement == Catch::Approx(10.0)));
  CHECK((all.breaches == 1 && all.shortfall == 10.0 && all.worst_shortfall == 10.0 && all.worst_day == 2));
  CHECK((all.liquidations == 2 && all.liquidations_by_a_rise == 0));
  CHECK((all.unpaid == 5.0 && all.worst_unpaid == 5.0));
  CHECK((all.peak_to_trough == 1.0 && all.largest_rise == 0.0));
}

TEST_CASE("a requirement that rises liquidates who lost nothing", "[var][margin_backtest]") {
  const std::vector<ForecastDay> days{day(0.0, 10.0), day(0.0, 10.0), day(0.0, 16.0), day(0.0, 16.0)};
  const MarginBacktest all = margin_backtest(days);
  CHECK((all.liquidations == 1 && all.liquidations_by_a_rise == 1 && all.breaches == 0));
  CHECK(all.peak_to_trough == 1.6);
  CHECK(all.largest_rise == Catch::Approx(0.6));
}

TEST_CASE("at the scale of a mean the requirement costs that mean", "[var][margin_backtest]") {
  const std::vector<ForecastDay> days{day(-6.0, 1.0), day(-6.0, 3.0)};
  const double scale = scale_to_mean(days, 8.0);
  CHECK(scale == 4.0);
  const MarginBacktest all = margin_backtest(days, scale);
  CHECK(all.mean_requirement == 8.0);
  CHECK((all.breaches == 1 && all.worst_shortfall == 2.0));
  CHECK(margin_backtest(days, 2.0 * scale).breaches == 0);
}

TEST_CASE("a day that is not known leaves the money of a margin unknown", "[var][margin_backtest][faults]") {
  const std::vector<ForecastDay> days{day(-6.0, 1.0), day(std::nan(""), 3.0)};
  const MarginBacktest all = margin_backtest(days);
  CHECK(std::isnan(all.shortfall));
  CHECK(std::isnan(all.worst_shortfall));
  CHECK(std::isnan(all.unpaid));
  CHECK(std::isnan(scale_to_mean({}, 1.0)));
  CHECK(faults(BookOwner{.cushion = 0.5}).size() == 1);
}
