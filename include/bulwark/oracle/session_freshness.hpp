#pragma once

#include "bulwark/core/trading_calendar.hpp"
#include "bulwark/oracle/freshness.hpp"

namespace bulwark::inline v1 {

/// Freshness of a source whose market shuts. Its price ages while the market is open; while it is closed the last close is all there can
/// be, which is no alarm, and is no price to act on either: at best `while_closed`. A price from before a closure is stale again as soon as
/// the market opens.
struct SessionFreshness {
  Freshness freshness;
  Trust while_closed = Trust::stale;

  /// Invalid where the calendar does not say whether the market is open.
  Trust trust(const TradingCalendar& calendar, Timestamp published, Timestamp now) const noexcept {
    const auto is_open = calendar.is_open(now);
    const auto age = calendar.open_time(published, now);
    if (!is_open || !age) return Trust::invalid;
    if (published > now) return freshness.trust(published, now);
    const Trust by_age = freshness.trust(now - *age, now);
    if (!*is_open) return by_age < while_closed ? by_age : while_closed;
    // Open again: what was printed before the closure has missed all that happened in it.
    const bool is_from_before = *age < now - published;
    return is_from_before && Trust::stale < by_age ? Trust::stale : by_age;
  }

  Faults faults() const {
    Faults found = freshness.faults();
    if (Trust::stale < while_closed)
      report(found, FaultCode::out_of_range, "session_freshness.while_closed", {}, static_cast<double>(while_closed));
    return found;
  }
};

}  // namespace bulwark::inline v1
