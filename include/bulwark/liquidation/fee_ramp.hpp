#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// A liquidator's fee that rises while nobody takes the account: the base fee for a while, then so much more per slot since the account was
/// last active (a step at the end of the while), up to a multiple of the base fee and never above the maintenance ratio.
/// Fees in 1e-6, ratios in 1e-4, time in slots. Source: Drift v2, `get_liquidation_fee` and `get_max_liquidation_fee` at 0ae3e3b1 (2026).
template <ExactInteger Int>
struct FeeRamp {
  Int grace{1500};       ///< slots at the base fee
  Int per_slot{1};       ///< added per slot
  Int most_multiple{3};  ///< of the base fee

  /// The most that a market with this base fee and maintenance ratio pays.
  constexpr Int most(const Int& base_fee, const Int& maintenance) const {
    return smaller<Int>(base_fee * most_multiple, maintenance * Int(fixed::rate / fixed::weight));
  }

  /// `elapsed` slots after the account was last active.
  constexpr Int fee(const Int& base_fee, const Int& most_fee, const Int& elapsed) const {
    if (elapsed < grace) return base_fee;
    return smaller<Int>(most_fee, base_fee + elapsed * per_slot);
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, const Int& value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(value));
    };
    check(!(grace < Int(0)), "fee_ramp.grace", grace);
    check(!(per_slot < Int(0)), "fee_ramp.per_slot", per_slot);
    check(!(most_multiple < Int(1)), "fee_ramp.most_multiple", most_multiple);
    return found;
  }
};

}  // namespace bulwark::inline v1
