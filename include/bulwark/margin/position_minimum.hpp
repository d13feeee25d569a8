#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A fixed sum for every open contract, however small; coins held cost nothing.
/// Source: GMX v2, minimum collateral of a position (gmx-synthetics at a5c0c88, 2026).
struct PositionMinimum {
  double each;  ///< quote, >= 0

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind == InstrumentKind::spot || p.quantity == 0.0) continue;
      sum.initial += each;
      sum.maintenance += each;
    }
    return sum;
  }

  Faults faults() const {
    Faults found;
    if (!(each >= 0.0 && is_finite(each))) report(found, FaultCode::negative, "position_minimum.each", {}, each);
    return found;
  }
};
static_assert(MarginPolicy<PositionMinimum>);

}  // namespace bulwark::BULWARK_TARGET
