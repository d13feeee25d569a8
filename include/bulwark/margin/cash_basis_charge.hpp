#pragma once

#include "bulwark/margin/by_expiry.hpp"
#include "bulwark/margin/cash_delta.hpp"
#include "bulwark/margin/roll_charge.hpp"

namespace bulwark::BULWARK_TARGET {

/// A charge for the basis of an expiry: |cash delta| x max(least move, annual move x years). `RollCharge` is the same at spot.
/// Source: OKX portfolio margin, MR4 "basis risk" (notice of January 2025, API documentation).
struct CashBasisCharge {
  RollCharge::Move move;

  Requirement of_expiry(const ValuedAccount&, const ExpiryRun& run) const noexcept {
    double delta = 0.0, years = 0.0;
    for (const ValuedPosition& p : run) {
      delta += cash_delta(p);
      years = p.terms.years;
    }
    const double charge = product(magnitude(delta), move.over(years));
    return {.initial = charge, .maintenance = charge};
  }

  Faults faults() const {
    Faults found;
    for (const double x : {move.least, move.annual})
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::out_of_range, "cash_basis_charge", {}, x);
    return found;
  }
};
static_assert(ExpiryRule<CashBasisCharge>);

}  // namespace bulwark::BULWARK_TARGET
