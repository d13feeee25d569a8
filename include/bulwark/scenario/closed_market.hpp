#pragma once

#include <optional>

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/core/trading_calendar.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::BULWARK_TARGET {

/// How uncertain the price of something is that does not trade around the clock. While its market is closed news goes on, and all of it
/// arrives at once when it opens: nobody can close in between, and the mark is the last close's by design.
/// Source: French and Roll, "Stock return variances" (1986): an hour closed counts for a small part of an hour open.
struct ClosedMarket {
  double open_variance;    ///< of the log price, per year of open time, > 0
  double closed_variance;  ///< of the log price, per year of closed time, >= 0

  /// The two rates that make a year of `open_share` open time as volatile as `volatility`, an hour closed counting for `hour_closed` of one
  /// open.
  static ClosedMarket from_volatility(double volatility, double open_share, double hour_closed) noexcept {
    const double open = product(volatility, volatility) / fma(1.0 - open_share, hour_closed, open_share);
    return {open, product(open, hour_closed)};
  }

  /// Of the log price between two moments; none outside the calendar.
  std::optional<double> variance(const TradingCalendar& calendar, Timestamp a, Timestamp b) const noexcept {
    const auto open = calendar.open_time(a, b);
    if (!open) return std::nullopt;
    return fma(open_variance, years(*open), product(closed_variance, years((b - a) - *open)));
  }

  /// The volatility at which a year of the clock has that variance: what an option that expires at `b` is priced with at `a`, per
  /// sqrt(year). That part of it comes in jumps at openings moves no European value.
  std::optional<double> volatility(const TradingCalendar& calendar, Timestamp a, Timestamp b) const noexcept {
    const auto total = variance(calendar, a, b);
    return total && a < b ? std::optional{root(*total / years(b - a))} : std::nullopt;
  }

  /// What arrives as one jump at the next opening: all that has gathered since the last close. 0 while the market is open.
  std::optional<double> gap_variance(const TradingCalendar& calendar, Timestamp now) const noexcept {
    const auto closed = calendar.last_open(now), opens = calendar.next_open(now);
    if (!closed || !opens) return std::nullopt;
    return product(closed_variance, years(*opens - *closed));
  }

  /// Of the loss on a position that is closed evenly over `unwind` of open time, beginning when `wait` has passed and the market is open,
  /// as seen from the last price there is. What is sold already no longer moves: each moment counts with the square of what is left, and a
  /// closure in between with what is left over it. None where the calendar ends before.
  std::optional<double> exit_variance(const TradingCalendar& calendar, Timestamp now, std::chrono::milliseconds wait,
                                      std::chrono::milliseconds unwind) const noexcept {
    const auto marked = calendar.last_open(now), begins = calendar.next_open(now + wait);
    if (!marked || !begins) return std::nullopt;
    const auto before = variance(calendar, *marked, *begins);
    if (!before) return std::nullopt;
    double sum = *before, left = 1.0;
    Timestamp at = *begins;
    std::chrono::milliseconds remaining = unwind;
    while (remaining.count() > 0) {
      const auto opens = calendar.next_open(at);
      if (!opens) return std::nullopt;
      sum = fma(product(left, left), product(closed_variance, years(*opens - at)), sum);
      at = *opens;
      const std::chrono::milliseconds open = open_for(calendar, at), sold = open < remaining ? open : remaining;
      const double then = static_cast<double>((remaining - sold).count()) / static_cast<double>(unwind.count());
      // The mean of the square of what is left, while it falls from `left` to `then` in a line.
      const double square = fma(left, left, fma(left, then, product(then, then))) / 3.0;
      sum = fma(square, product(open_variance, years(sold)), sum);
      remaining -= sold, left = then, at += sold;
    }
    return sum;
  }

  /// What a margin or haircut for that variance is, share of the price: the fall (for what is held) and the rise (for what is sold) that a
  /// lognormal price exceeds with a chance of 1 - confidence each.
  static double fall(double variance, double confidence) noexcept { return -expm1(-product(normal_quantile(confidence), root(variance))); }
  static double rise(double variance, double confidence) noexcept { return expm1(product(normal_quantile(confidence), root(variance))); }

  Faults faults() const {
    Faults found;
    if (!(open_variance > 0.0 && is_finite(open_variance)))
      report(found, FaultCode::not_positive, "closed_market.open_variance", {}, open_variance);
    if (!(closed_variance >= 0.0 && is_finite(closed_variance)))
      report(found, FaultCode::out_of_range, "closed_market.closed_variance", {}, closed_variance);
    return found;
  }

 private:
  static double years(std::chrono::milliseconds t) noexcept { return static_cast<double>(t.count()) / milliseconds_per_year; }
  static double root(double x) noexcept { return __builtin_sqrt(x); }
  /// For how long the market stays open from an open moment on.
  static std::chrono::milliseconds open_for(const TradingCalendar& calendar, Timestamp at) noexcept {
    const auto session = std::upper_bound(calendar.sessions.begin(), calendar.sessions.end(), at,
                                          [](Timestamp t, const Session& s) { return t < s.closes; });
    return session == calendar.sessions.end() ? std::chrono::milliseconds{0} : session->closes - at;
  }
};

}  // namespace bulwark::BULWARK_TARGET
