#include "bulwark/core/calendar_day.hpp"

#include <chrono>

#include "support/catch.hpp"

using namespace bulwark;
using std::chrono::days;
using std::chrono::sys_days;

TEST_CASE("a day begins when the standard library's calendar says, from 1600 to 2500", "[core][calendar_day]") {
  const sys_days last = std::chrono::year{2500} / 12 / 31;
  int wrong = 0;
  for (sys_days day = std::chrono::year{1600} / 1 / 1; day <= last; day += days{1}) {
    const std::chrono::year_month_day expected{day};
    const CalendarDay found = calendar_day(day);
    wrong += found.year != int(expected.year()) || found.month != int(unsigned(expected.month())) ||
             found.day != int(unsigned(expected.day())) || start_of(found) != day || !is_known(found) ||
             day_of_week(day) != int(std::chrono::weekday{day}.iso_encoding());
  }
  CHECK(wrong == 0);
}

TEST_CASE("the calendar's first and last days and those before the year 0 come back", "[core][calendar_day]") {
  for (const CalendarDay date :
       {CalendarDay{-32'767, 1, 1}, CalendarDay{-400, 2, 29}, CalendarDay{-1, 12, 31}, CalendarDay{0, 3, 1}, CalendarDay{32'767, 12, 31}}) {
    CHECK(is_known(date));
    CHECK(calendar_day(start_of(date)) == date);
    CHECK(start_of(date) == sys_days{std::chrono::year{date.year} / date.month / date.day});
  }
}

TEST_CASE("the calendar has no thirtieth of February, no thirteenth month and no leap day in 1900", "[core][calendar_day]") {
  CHECK(!is_known({2024, 2, 30}));
  CHECK(!is_known({2024, 13, 1}));
  CHECK(!is_known({2024, 0, 1}));
  CHECK(!is_known({2024, 1, 0}));
  CHECK(!is_known({1900, 2, 29}));
  CHECK(is_known({2000, 2, 29}));
  CHECK(!is_known({40'000, 1, 1}));
}
