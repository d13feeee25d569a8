#include "bulwark/scenario/closed_market.hpp"

#include <chrono>
#include <cmath>
#include <vector>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/math/random_bits.hpp"
#include "bulwark/scenario/shock_grid.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {
constexpr std::chrono::sys_days monday{std::chrono::year{2026} / 3 / 2};
const TradingCalendar calendar = weekday_calendar(monday, std::chrono::days{28}, 14h + 30min, 21h);
const ClosedMarket stock{.open_variance = 0.30, .closed_variance = 0.04};
constexpr double hour = 1.0 / 8'760.0;
}  // namespace

TEST_CASE("a year of sessions and closures is as volatile as it is said to be", "[scenario][closed_market]") {
  const double open_share = 252.0 * 6.5 / 8'760.0;
  const ClosedMarket market = ClosedMarket::from_volatility(0.25, open_share, 0.1);
  CHECK_THAT(open_share * market.open_variance + (1.0 - open_share) * market.closed_variance, WithinRel(0.0625, 1e-14));
  CHECK_THAT(market.closed_variance, WithinRel(0.1 * market.open_variance, 1e-15));
}

TEST_CASE("variance adds up over time, and a closure's is there at the opening", "[scenario][closed_market]") {
  const Timestamp friday = monday + 24h * 4 + 21h, next = monday + 24h * 7 + 14h + 30min;
  CHECK_THAT(*stock.variance(calendar, friday, next), WithinRel(0.04 * 65.5 * hour, 1e-13));
  CHECK(*stock.gap_variance(calendar, friday) == *stock.gap_variance(calendar, friday + 40h));
  CHECK_THAT(*stock.gap_variance(calendar, friday + 1h), WithinRel(*stock.variance(calendar, friday, next), 1e-15));
  CHECK(*stock.gap_variance(calendar, monday + 15h) == 0.0);
  CHECK_FALSE(stock.gap_variance(calendar, monday + 24h * 27));
  CHECK_THAT(*stock.variance(calendar, monday + 15h, next),
             WithinRel(*stock.variance(calendar, monday + 15h, friday) + *stock.variance(calendar, friday, next), 1e-14));
}

TEST_CASE("closing within a session counts a third of its time, and overnight waits for the opening", "[scenario][closed_market]") {
  CHECK_THAT(*stock.exit_variance(calendar, monday + 15h, 1h, 3h), WithinRel(0.30 * 2.0 * hour, 1e-13));
  CHECK(*stock.exit_variance(calendar, monday + 15h, 0h, 0h) == 0.0);
  // At night: all of the closure, and then the sale.
  CHECK_THAT(*stock.exit_variance(calendar, monday + 23h, 0h, 3h), WithinRel((0.04 * 17.5 + 0.30) * hour, 1e-13));
  // A weekend is worse than a night, by the hours that it is longer.
  CHECK_THAT(*stock.exit_variance(calendar, monday + 24h * 4 + 23h, 0h, 3h), WithinRel((0.04 * 65.5 + 0.30) * hour, 1e-13));
  CHECK_FALSE(stock.exit_variance(calendar, monday + 24h * 25, 0h, 100h));
  CHECK_FALSE(stock.exit_variance(calendar, monday, 0h, 1h));  // there is no price yet
}

TEST_CASE("waiting longer, selling slower and moving more never make the exit safer", "[scenario][closed_market]") {
  double last = 0.0;
  for (auto unwind = 0h; unwind < 30h; unwind += 1h) {
    const double now = *stock.exit_variance(calendar, monday + 16h, 30min, unwind);
    CHECK(now >= last);
    last = now;
  }
  for (auto wait = 0h; wait < 100h; wait += 1h)
    CHECK(*stock.exit_variance(calendar, monday + 16h, wait + 1h, 5h) >= *stock.exit_variance(calendar, monday + 16h, wait, 5h) - 1e-15);
}

TEST_CASE("a sale that a night interrupts, simulated in quarters of an hour", "[scenario][closed_market]") {
  // From Monday 19:00, six hours of selling: two, then the night at two thirds, then four.
  const double claimed = *stock.exit_variance(calendar, monday + 19h, 0h, 6h);
  const Index paths = 40'000, steps = 24;
  double squares = 0.0, fourth = 0.0;
  for (Index path = 0; path < paths; ++path) {
    double loss = 0.0;
    for (Index pair = 0; pair < 13; ++pair) {
      const auto u = random_pair(9, path, pair);
      for (Index half = 0; half < 2; ++half) {
        const Index k = 2 * pair + half;
        const double normal = normal_quantile(u[static_cast<std::size_t>(half)]);
        // The sold share falls in a line within a step: its mean square over the step, exactly.
        const double a = 1.0 - static_cast<double>(k) / static_cast<double>(steps), b = a - 1.0 / static_cast<double>(steps);
        if (k < steps) loss += std::sqrt((a * a + a * b + b * b) / 3.0 * 0.30 * 0.25 * hour) * normal;
        if (k == steps) loss += 2.0 / 3.0 * std::sqrt(0.04 * 17.5 * hour) * normal;
      }
    }
    squares += loss * loss, fourth += loss * loss * loss * loss;
  }
  const auto n = static_cast<double>(paths);
  CHECK_THAT(claimed, WithinAbs(squares / n, 3.0 * std::sqrt((fourth / n - squares * squares / n / n) / n)));
}

TEST_CASE("an option over a weekend is worth less by the clock than one over as many weekdays", "[scenario][closed_market]") {
  const double weekend = *stock.volatility(calendar, monday + 24h * 4 + 21h, monday + 24h * 6 + 21h);
  const double weekdays = *stock.volatility(calendar, monday + 24h * 1 + 21h, monday + 24h * 3 + 21h);
  CHECK_THAT(weekend, WithinRel(std::sqrt(0.04), 1e-13));
  CHECK_THAT(weekdays, WithinRel(std::sqrt((0.30 * 13.0 + 0.04 * 35.0) / 48.0), 1e-13));
  CHECK_FALSE(stock.volatility(calendar, monday + 24h, monday + 24h));
}

TEST_CASE("a grid whose range is the exit from a closed market asks for more over a weekend than overnight, and more than by day",
          "[scenario][closed_market]") {
  // A venue that trades around the clock lists a future on a share: asset 0, and a coin: asset 1.
  const auto required = [](Timestamp now) {
    const double range = ClosedMarket::rise(*stock.exit_variance(calendar, now, 1h, 2h), 0.999);
    const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = {.price_range = 0.16, .range_of_asset = {range}}}, JumpDiffusion{},
                              NoVar{}, HealthThreshold{}};
    const auto report = venue.evaluate({.positions = {{LinearFuture{AssetId{0}}, -10.0, 100.0}}, .cash = 1'000.0},
                                       {.now = now, .assets = {{.spot = 100.0}, {.spot = 1.0}}});
    REQUIRE(report);
    CHECK_THAT(report->requirement.maintenance, WithinRel(1'000.0 * range, 1e-12));
    return report->requirement.maintenance;
  };
  const double day = required(monday + 15h), night = required(monday + 22h), weekend = required(monday + 24h * 4 + 22h);
  CHECK((day < night && night < weekend));
}

TEST_CASE("margins of a variance: falls below one, rises above falls, and none for none", "[scenario][closed_market]") {
  CHECK(ClosedMarket::fall(0.0, 0.99) == 0.0);
  CHECK_THAT(ClosedMarket::fall(0.01, 0.99), WithinRel(-std::expm1(-0.23263478740408408), 1e-13));
  CHECK(ClosedMarket::rise(0.01, 0.99) > ClosedMarket::fall(0.01, 0.99));
  CHECK(ClosedMarket{0.0, -1.0}.faults().size() == 2);
}
