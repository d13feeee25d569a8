#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/protection/trading_state.hpp"

namespace bulwark::inline v1 {

/// Where a market stands in its halt.
struct HaltState {
  TradingState state = TradingState::open;
  Timestamp since{};  ///< the last trip, or when the state last became milder
  Index trips = 0;    ///< that found it milder, since it was last opened by hand

  friend constexpr bool operator==(const HaltState&, const HaltState&) = default;
};

/// How a market stops and comes back: paused, then only for reducing, then open. Each stage lasts its time without a single trip; a trip
/// starts the pause anew. After more than `most_trips` nothing but `reopened` opens it. State in, state out; a time before `since` changes
/// nothing but may trip.
struct Halt {
  std::chrono::milliseconds pause{300'000};        ///< nothing trades; zero: goes straight to reducing
  std::chrono::milliseconds reduce_only{600'000};  ///< after the pause
  Index most_trips = 3;                            ///< that time heals, >= 0

  constexpr HaltState updated(const HaltState& from, bool is_tripped, Timestamp now) const noexcept {
    const Timestamp at = now < from.since ? from.since : now;
    if (is_tripped) {
      const TradingState stop = pause.count() > 0 ? TradingState::paused : TradingState::reduce_only;
      return {stop, at, from.trips + (from.state != stop)};
    }
    const double waited = milliseconds_between(from.since, at);
    HaltState to = from;
    if (from.state == TradingState::paused && waited >= static_cast<double>(pause.count()))
      to = {TradingState::reduce_only, at, from.trips};
    if (from.state == TradingState::reduce_only && from.trips <= most_trips && waited >= static_cast<double>(reduce_only.count()))
      to = {TradingState::open, at, from.trips};
    return to;
  }

  /// Somebody has looked, and answers for it.
  constexpr HaltState reopened(Timestamp now) const noexcept { return {TradingState::open, now, 0}; }

  Faults faults() const {
    Faults found;
    if (pause.count() < 0) report(found, FaultCode::negative, "halt.pause", {}, seconds_of(pause));
    if (reduce_only.count() < 0) report(found, FaultCode::negative, "halt.reduce_only", {}, seconds_of(reduce_only));
    if (pause.count() <= 0 && reduce_only.count() <= 0)
      report(found, FaultCode::out_of_range, "halt.reduce_only", {}, seconds_of(reduce_only));
    if (most_trips < 0) report(found, FaultCode::negative, "halt.most_trips", {}, static_cast<double>(most_trips));
    return found;
  }
};

}  // namespace bulwark::inline v1
