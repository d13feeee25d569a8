#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of spot for every option sold net at a strike: calls and puts of one strike and expiry offset each other.
/// Source: Derive v2, option contingency of the portfolio margin managers (v2-core at 7736900, 2026); Deribit portfolio margin of 2019
/// charged 0.01 coin so.
struct NakedShortMargin {
  double initial;      ///< share of spot
  double maintenance;  ///< <= initial

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (const Segment& segment : account.rows().segments)
      sum = fma(segment.naked, account.market().spot(static_cast<Index>(segment.unit)), sum);
    return {.initial = product(initial, sum), .maintenance = product(maintenance, sum)};
  }

  Faults faults() const {
    Faults found;
    if (!(maintenance >= 0.0 && is_finite(maintenance)))
      report(found, FaultCode::out_of_range, "naked_short_margin.maintenance", {}, maintenance);
    if (!(initial >= maintenance && is_finite(initial))) report(found, FaultCode::out_of_range, "naked_short_margin.initial", {}, initial);
    return found;
  }
};
static_assert(MarginPolicy<NakedShortMargin>);

}  // namespace bulwark::BULWARK_TARGET
