#include "bulwark/core/trading_calendar.hpp"

#include <array>
#include <chrono>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::sys_days monday{std::chrono::year{2026} / 3 / 2};
constexpr std::array holidays{std::chrono::sys_days{std::chrono::year{2026} / 3 / 6}};  // the first Friday
const TradingCalendar calendar = weekday_calendar(monday, std::chrono::days{14}, 14h + 30min, 21h, holidays);
}  // namespace

TEST_CASE("a market is open on weekdays that are no holidays, from its opening up to its close", "[core][trading_calendar]") {
  CHECK(calendar.faults().empty());
  CHECK(calendar.sessions.size() == 9);
  CHECK(calendar.is_open(monday + 14h + 30min) == true);
  CHECK(calendar.is_open(monday + 14h + 30min - 1ms) == false);
  CHECK(calendar.is_open(monday + 21h) == false);
  CHECK(calendar.is_open(monday + 24h * 4 + 16h) == false);
  CHECK_FALSE(calendar.is_open(monday - 1ms));
  CHECK_FALSE(calendar.is_open(monday + 24h * 14));
}

TEST_CASE("over a long weekend the next opening is Monday's and the last price Thursday's", "[core][trading_calendar]") {
  const Timestamp saturday = monday + 24h * 5 + 3h;
  CHECK(calendar.next_open(saturday) == monday + 24h * 7 + 14h + 30min);
  CHECK(calendar.last_open(saturday) == monday + 24h * 3 + 21h);
  CHECK(calendar.next_open(monday + 15h) == monday + 15h);
  CHECK(calendar.last_open(monday + 15h) == monday + 15h);
  CHECK_FALSE(calendar.last_open(monday + 1h));
  CHECK_FALSE(calendar.next_open(monday + 24h * 13));
}

TEST_CASE("open time adds up over any cut and is the same backwards", "[core][trading_calendar]") {
  const Timestamp end = monday + 24h * 14;
  CHECK(calendar.open_time(monday, end) == 9 * (6h + 30min));
  for (auto cut = 0h; cut < 24h * 14; cut += 5h)
    CHECK(*calendar.open_time(monday, monday + cut) + *calendar.open_time(monday + cut, end) == 9 * (6h + 30min));
  CHECK(calendar.open_time(end, monday) == -9 * (6h + 30min));
  CHECK_FALSE(calendar.open_time(monday, end + 1ms));
}

TEST_CASE("what is agreed on a day settles so many sessions later", "[core][trading_calendar]") {
  const auto open_of = [](int day) { return Timestamp{monday + 24h * day + 14h + 30min}; };
  CHECK(calendar.settles_at(monday + 15h, 2) == open_of(2));
  CHECK(calendar.settles_at(monday + 24h * 3 + 15h, 1) == open_of(7));  // Thursday before the holiday
  CHECK(calendar.settles_at(monday + 24h * 5, 0) == open_of(7));        // at the weekend: Monday's session is its own
  CHECK(calendar.settles_at(monday + 15h, 0) == Timestamp{monday + 15h});
  CHECK_FALSE(calendar.settles_at(monday + 24h * 11 + 15h, 1));
  CHECK_FALSE(calendar.settles_at(monday, -1));
}

TEST_CASE("sessions that overlap, turn back or stick out are named", "[core][trading_calendar][faults]") {
  TradingCalendar bad = calendar;
  bad.sessions[1].closes = bad.sessions[1].opens;
  bad.sessions[3].opens = bad.sessions[2].opens;
  bad.until = bad.sessions.back().opens;
  CHECK(bad.faults().size() == 3);
  CHECK(TradingCalendar{.from = monday, .until = monday, .sessions = {}}.faults().size() == 1);
}
