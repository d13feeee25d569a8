#include "bulwark/settlement/settlement_lag.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "bulwark/pricing/default_intensity.hpp"
#include "bulwark/scenario/closed_market.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

TEST_CASE("against payment only the price's move is at risk, else all of it", "[settlement][settlement_lag]") {
  const SettlementLag safe{.variance = 0.0004}, free{.variance = 0.0004, .is_against_payment = false};
  CHECK_THAT(safe.expected_replacement(), WithinRel(0.02 / std::sqrt(2.0 * 3.14159265358979323846), 1e-4));
  CHECK_THAT(safe.exposure(0.99), WithinRel(0.0474168157, 1e-8));  // exp(2.32635 x 0.02 - 0.0002) - 1
  CHECK_THAT(free.exposure(0.99), WithinRel(1.0 + safe.exposure(0.99), 1e-15));
  CHECK(SettlementLag{.variance = 0.0}.exposure(0.999) == 0.0);
}

TEST_CASE("the replacement is exceeded as often as it says, by the price whose mean loss it is", "[settlement][settlement_lag]") {
  for (const double deviation : {0.02, 0.3, 1.0}) {
    const SettlementLag lag{.variance = deviation * deviation};
    const double cost = lag.replacement(0.99), step = 1e-4;
    double beyond = 0.0, excess = 0.0, mean = 0.0;  // by summing over a normal of 8 deviations either way
    for (double z = -8.0; z < 8.0; z += step) {
      const double weight = step * std::exp(-0.5 * z * z) / std::sqrt(2.0 * 3.14159265358979323846);
      const double price = std::exp(deviation * z - 0.5 * deviation * deviation);
      mean += weight * price;
      excess += weight * std::max(0.0, price - 1.0);
      if (price - 1.0 > cost) beyond += weight;
    }
    CHECK_THAT(mean, WithinRel(1.0, 1e-6));
    CHECK_THAT(excess, WithinRel(lag.expected_replacement(), 1e-4));
    CHECK_THAT(beyond, WithinRel(0.01, 1e-3));
  }
  CHECK(SettlementLag{.variance = 100.0}.exposure(0.99) == 0.0);  // a price that all but vanishes
}

TEST_CASE("a trade that settles two sessions later over a weekend is at risk for longer than one that does not",
          "[settlement][settlement_lag]") {
  const std::chrono::sys_days monday{std::chrono::year{2026} / 3 / 2};
  const TradingCalendar calendar = weekday_calendar(monday, std::chrono::days{14}, 14h + 30min, 21h);
  const ClosedMarket stock{.open_variance = 0.30, .closed_variance = 0.04};
  const auto exposure = [&](Timestamp traded, Index n) {
    return SettlementLag{*stock.variance(calendar, traded, *calendar.settles_at(traded, n))}.exposure(0.99);
  };
  CHECK(exposure(monday + 24h * 3 + 15h, 2) > exposure(monday + 15h, 2));
  CHECK(exposure(monday + 15h, 2) > exposure(monday + 15h, 1));
  CHECK(exposure(monday + 15h, 0) == 0.0);
}

TEST_CASE("the mean loss is the chance of failure times what is lost", "[settlement][settlement_lag]") {
  const double fails = failure_probability({0.02, 0.4}, 2.0 / 365.0);
  const SettlementLag safe{.variance = 0.0004}, free{.variance = 0.0004, .is_against_payment = false};
  CHECK_THAT(safe.expected_loss(fails, 0.4), WithinRel(fails * safe.expected_replacement(), 1e-15));
  CHECK_THAT(free.expected_loss(fails, 0.4), WithinRel(fails * 0.6 * (1.0 + safe.expected_replacement()), 1e-14));
  CHECK(SettlementLag{.variance = -1.0}.faults().size() == 1);
}
