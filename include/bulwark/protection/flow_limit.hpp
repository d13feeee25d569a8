#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/protection/time_slots.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much may pass within a window: notional liquidated, coins that a bridge lets in, quote withdrawn. State in, state out. Counts are
/// never short: what is up to one sixtieth older than the window still counts.
struct FlowLimit {
  std::chrono::milliseconds window;
  double most;  ///< in the unit of the flow, >= 0

  using State = TimeSlots<double, 61>;

  /// After `amount` (>= 0) more at `now`. One below nothing, such as a signed size, is as unknown as NaN: it stays until its slot is past.
  State updated(const State& state, double amount, Timestamp now) const noexcept {
    State next = state.advanced(State::length_for(window), now, 0.0);
    next.current() += amount >= 0.0 ? amount : std::numeric_limits<double>::quiet_NaN();
    return next;
  }

  /// What passed within the window before `now`.
  double total(const State& state, Timestamp now) const noexcept {
    const State at = state.advanced(State::length_for(window), now, 0.0);
    double sum = 0.0;
    for (const double part : at.parts) sum += part;
    return sum;
  }

  /// Of `wanted`, what may still pass; nothing where what has passed is unknown.
  double allowed(const State& state, double wanted, Timestamp now) const noexcept {
    const double left = most - total(state, now);
    return left > 0.0 ? least(wanted, left) : 0.0;
  }

  /// Whether too much has passed, or nobody knows how much.
  bool is_breached(const State& state, Timestamp now) const noexcept { return !(total(state, now) <= most); }

  Faults faults() const {
    Faults found;
    if (window.count() <= 0) report(found, FaultCode::not_positive, "flow_limit.window", {}, seconds_of(window));
    if (!(most >= 0.0 && is_finite(most))) report(found, FaultCode::negative, "flow_limit.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
