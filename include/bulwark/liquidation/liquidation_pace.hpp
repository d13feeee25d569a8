#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// How much of a shortage may be made good by now: a first part at once, all of it after `duration`; a small shortage at once.
/// Source: Drift v2, `calculate_max_pct_to_liquidate` at 0ae3e3b1 (2026); at genesis first part and duration are 0, which means all at
/// once.
template <ExactInteger Int>
struct LiquidationPace {
  Int first{0};                             ///< 1e-4; share at once
  Int duration{0};                          ///< slots until all; 0: all at once
  Int small = Int(50) * Int(fixed::quote);  ///< 1e-6 quote; shortages below it at once

  /// Share (1e-4) of the present shortage that may be made good, when `elapsed` slots after the account was last active `freed` of the
  /// shortage has been made good already. Money in 1e-6; truncated, against
  /// whoever liquidates.
  constexpr Int share(const Int& shortage, const Int& elapsed, const Int& freed) const {
    const Int zero(0), one(fixed::weight);
    if (shortage < small || !(zero < shortage)) return one;
    const Int ramp = duration == zero ? one : product_over<Int>(elapsed, one, duration, Rounding::toward_zero);
    const Int allowed = smaller<Int>(one, ramp + first);
    const Int by_now = product_over<Int>(shortage + freed, allowed, one, Rounding::toward_zero);
    return product_over<Int>(larger<Int>(zero, by_now - freed), one, shortage, Rounding::toward_zero);
  }

  Faults faults() const {
    Faults found;
    const Int zero(0);
    if (first < zero || Int(fixed::weight) < first)
      report(found, FaultCode::out_of_range, "liquidation_pace.first", {}, static_cast<double>(first));
    if (duration < zero) report(found, FaultCode::negative, "liquidation_pace.duration", {}, static_cast<double>(duration));
    if (small < zero) report(found, FaultCode::negative, "liquidation_pace.small", {}, static_cast<double>(small));
    return found;
  }
};

}  // namespace bulwark::inline v1
