#include "bulwark/oracle/session_freshness.hpp"

#include <chrono>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::sys_days monday{std::chrono::year{2026} / 3 / 2};
const TradingCalendar calendar = weekday_calendar(monday, std::chrono::days{14}, 14h + 30min, 21h);
constexpr SessionFreshness house{.freshness = {.stale_after = 1min, .expired_after = 10min}};
constexpr Timestamp friday = monday + 24h * 4 + 21h;
}  // namespace

TEST_CASE("in a session a price ages by the clock", "[oracle][session_freshness]") {
  for (const auto age : {0min, 1min, 2min, 10min, 11min})
    CHECK(house.trust(calendar, monday + 15h, monday + 15h + age) == house.freshness.trust(monday + 15h, monday + 15h + age));
}

TEST_CASE("over a weekend the last close is old by design, neither expired nor good", "[oracle][session_freshness]") {
  CHECK(house.freshness.trust(friday - 30s, friday + 30h) == Trust::expired);
  for (const auto later : {0h, 1h, 30h, 60h}) CHECK(house.trust(calendar, friday - 30s, friday + later) == Trust::stale);
  CHECK(house.trust(calendar, friday - 2min, friday + 1h) == Trust::stale);
  CHECK(house.trust(calendar, friday - 20min, friday + 1h) == Trust::expired);  // it had died before the close
}

TEST_CASE("at the opening Friday's close is no longer trusted, and what is printed then is", "[oracle][session_freshness]") {
  const Timestamp opening = monday + 24h * 7 + 14h + 30min;
  CHECK(house.trust(calendar, friday - 1s, opening + 1s) == Trust::stale);
  CHECK(house.trust(calendar, friday - 1s, opening + 11min) == Trust::expired);
  CHECK(house.trust(calendar, opening + 1s, opening + 2s) == Trust::trusted);
}

TEST_CASE("beyond the calendar, and from the future, nothing is believed", "[oracle][session_freshness][faults]") {
  CHECK(house.trust(calendar, monday + 24h * 14, monday + 24h * 14 + 1h) == Trust::invalid);
  CHECK(house.trust(calendar, monday + 16h, monday + 15h) == Trust::invalid);
  CHECK(SessionFreshness{.freshness = house.freshness, .while_closed = Trust::trusted}.faults().size() == 1);
}
