#pragma once

#include "bulwark/core/durations.hpp"

namespace bulwark::inline v1 {

/// A day of the Gregorian calendar, UTC.
struct CalendarDay {
  int year;
  int month;  ///< 1 to 12
  int day;    ///< of the month, from 1

  friend constexpr bool operator==(const CalendarDay&, const CalendarDay&) noexcept = default;
};

/// When a day begins; one that the calendar does not have counts on from the start of its month. Years -32,767 to 32,767, months 1 to 12.
/// Source: eras of 400 years, their years from March on, so that a leap day is a year's last (H. Hinnant, "chrono-compatible low-level date
/// algorithms").
constexpr std::chrono::sys_days start_of(const CalendarDay& date) noexcept {
  const int year = date.year - (date.month <= 2 ? 1 : 0), era = (year >= 0 ? year : year - 399) / 400, of_era = year - 400 * era;
  const int of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return std::chrono::sys_days{std::chrono::days{146'097 * era + 365 * of_era + of_era / 4 - of_era / 100 + of_year - 719'468}};
}

/// The day that begins then.
constexpr CalendarDay calendar_day(std::chrono::sys_days start) noexcept {
  const auto since = static_cast<int>(start.time_since_epoch().count()) + 719'468;  // 1 March of the year 0
  const int era = (since >= 0 ? since : since - 146'096) / 146'097, of_era = since - 146'097 * era;
  const int year = (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
  const int of_year = of_era - (365 * year + year / 4 - year / 100), shifted = (5 * of_year + 2) / 153;
  const int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {.year = year + 400 * era + (month <= 2 ? 1 : 0), .month = month, .day = of_year - (153 * shifted + 2) / 5 + 1};
}

/// Whether the calendar has it.
constexpr bool is_known(const CalendarDay& date) noexcept {
  return date.year >= -32'767 && date.year <= 32'767 && date.month >= 1 && date.month <= 12 && calendar_day(start_of(date)) == date;
}

/// 1 for Monday to 7 for Sunday.
constexpr int day_of_week(std::chrono::sys_days day) noexcept {
  const auto since = static_cast<int>(day.time_since_epoch().count());  // a Thursday
  return ((since + 3) % 7 + 7) % 7 + 1;
}

}  // namespace bulwark::inline v1
