#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/protection/time_slots.hpp"

namespace bulwark::inline v1 {

/// The lowest and highest price of a while, and the last.
struct PriceExtremes {
  double low;
  double high;
  double last;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How far the price may have come within a window, up from the lowest price in it or down from the highest. State in, state out; what is
/// up to one twelfth older than the window is still seen.
struct VelocityTrigger {
  std::chrono::milliseconds window;
  double most;  ///< share: 0.1 trips at 110 or 100 / 1.1 after 100, and beyond

  using State = TimeSlots<PriceExtremes, 13>;

  /// Where it starts, or starts anew: the price has always been `price`.
  State from(double price, Timestamp now) const noexcept {
    State state;
    state.parts.fill({price, price, price});
    state.slot = State::slot_of(State::length_for(window), now);
    return state;
  }

  /// After a print. Between prints the last one holds.
  State updated(const State& state, double price, Timestamp now) const noexcept {
    const double held = state.current().last;
    State next = state.advanced(State::length_for(window), now, {held, held, held});
    PriceExtremes& current = next.current();
    current = {least(current.low, price), greatest(current.high, price), price};
    return next;
  }

  /// The larger of the rise from the lowest and the fall to the last, each as ratio - 1; >= 0, NaN where a price in the window is no
  /// number. As of the last print.
  double move(const State& state) const noexcept {
    double low = state.current().low, high = state.current().high;
    for (const PriceExtremes& part : state.parts) low = least(low, part.low), high = greatest(high, part.high);
    const double last = state.current().last;
    return greatest(last / low, high / last) - 1.0;
  }

  /// Also where the move is unknown.
  bool is_breached(const State& state) const noexcept { return !(move(state) < most); }

  Faults faults() const {
    Faults found;
    if (window.count() <= 0) report(found, FaultCode::not_positive, "velocity_trigger.window", {}, seconds_of(window));
    if (!(most > 0.0 && is_finite(most))) report(found, FaultCode::not_positive, "velocity_trigger.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
