#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/calendar_day.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

/// A market is open in [opens, closes).
struct Session {
  Timestamp opens;
  Timestamp closes;
};

/// When a market that does not trade around the clock is open: plain data for the time from `from` to `until`. What is asked of a time
/// outside has no answer.
struct TradingCalendar {
  Timestamp from;
  Timestamp until;
  std::vector<Session> sessions;  ///< by time, not overlapping, each within from .. until

  bool covers(Timestamp at) const noexcept { return from <= at && at < until; }

  std::optional<bool> is_open(Timestamp at) const noexcept {
    if (!covers(at)) return std::nullopt;
    const auto session = ending_after(at);
    return session != sessions.end() && session->opens <= at;
  }

  /// The first open moment at or after `at`.
  std::optional<Timestamp> next_open(Timestamp at) const noexcept {
    const auto session = ending_after(at);
    if (!covers(at) || session == sessions.end()) return std::nullopt;
    return std::max(at, session->opens);
  }

  /// The last moment at or before `at` up to which the market was open: `at` itself while it is.
  std::optional<Timestamp> last_open(Timestamp at) const noexcept {
    const auto session = ending_after(at);
    if (!covers(at)) return std::nullopt;
    if (session != sessions.end() && session->opens <= at) return at;
    if (session == sessions.begin()) return std::nullopt;
    return (session - 1)->closes;
  }

  /// Time in which the market is open between two moments; negative where they are in the wrong order.
  std::optional<std::chrono::milliseconds> open_time(Timestamp a, Timestamp b) const noexcept {
    if (a > b) {
      const auto back = open_time(b, a);
      return back ? std::optional{-*back} : std::nullopt;
    }
    if (a < from || b > until) return std::nullopt;
    std::chrono::milliseconds sum{0};
    for (auto session = ending_after(a); session != sessions.end() && session->opens < b; ++session)
      sum += std::min(b, session->closes) - std::max(a, session->opens);
    return sum;
  }

  /// When something agreed at `at` settles, `n` sessions later (T + n): the opening of the n-th session after the one in which, or before
  /// the next of which, it was agreed. None beyond the calendar.
  std::optional<Timestamp> settles_at(Timestamp at, Index n) const noexcept {
    if (!covers(at) || n < 0) return std::nullopt;
    const auto session = ending_after(at);
    if (sessions.end() - session <= n) return std::nullopt;
    return std::max(at, (session + n)->opens);
  }

  Faults faults() const {
    Faults found;
    if (!(from < until)) report(found, FaultCode::out_of_order, "trading_calendar.until", {}, seconds_between(from, until));
    for (Index i = 0; i < std::ssize(sessions); ++i) {
      const Session& s = sessions[static_cast<std::size_t>(i)];
      if (!(s.opens < s.closes))
        report(found, FaultCode::out_of_order, "trading_calendar.session", {.outer = i}, seconds_between(s.opens, s.closes));
      if (s.opens < from || s.closes > until)
        report(found, FaultCode::out_of_range, "trading_calendar.session", {.outer = i}, seconds_between(from, s.opens));
      if (i > 0 && s.opens < sessions[static_cast<std::size_t>(i - 1)].closes)
        report(found, FaultCode::out_of_order, "trading_calendar.session.opens", {.outer = i},
               seconds_between(sessions[static_cast<std::size_t>(i - 1)].closes, s.opens));
    }
    return found;
  }

 private:
  std::vector<Session>::const_iterator ending_after(Timestamp at) const noexcept {
    return std::upper_bound(sessions.begin(), sessions.end(), at, [](Timestamp t, const Session& s) { return t < s.closes; });
  }
};

/// A market that is open from Monday to Friday between two times of the day (UTC), except on `holidays`; for `days` days from `first` on.
/// A clock that changes with the season is the caller's to cut into pieces.
inline TradingCalendar weekday_calendar(std::chrono::sys_days first, std::chrono::days days, std::chrono::milliseconds opens,
                                        std::chrono::milliseconds closes, std::span<const std::chrono::sys_days> holidays = {}) {
  TradingCalendar calendar{.from = first, .until = first + days, .sessions = {}};
  for (std::chrono::sys_days day = first; day < first + days; day += std::chrono::days{1}) {
    if (day_of_week(day) <= 5 && std::find(holidays.begin(), holidays.end(), day) == holidays.end())
      calendar.sessions.push_back({day + opens, day + closes});
  }
  return calendar;
}

}  // namespace bulwark::inline v1
