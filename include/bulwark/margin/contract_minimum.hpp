#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A least amount for every contract, long or short; a bought option is worth no more than it is worth.
/// Source: OCC customer portfolio margin guide and FINRA rule 4210(g)(7) (2024): 0.375 x multiplier, not above the value of a long
/// contract.
struct ContractMinimum {
  double per_unit;  ///< quote per unit of the multiplier

  /// Of one position, quote.
  double charge(const ValuedPosition& p) const noexcept {
    if (p.terms.kind == InstrumentKind::spot) return 0.0;
    const double least_amount = product(per_unit, product(magnitude(p.quantity), p.terms.multiplier));
    return p.terms.kind == InstrumentKind::option && p.quantity > 0.0 ? least(least_amount, p.value) : least_amount;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions()) sum += charge(p);
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    if (per_unit >= 0.0 && is_finite(per_unit)) return {};
    return {{FaultCode::out_of_range, "contract_minimum.per_unit", {}, per_unit}};
  }
};
static_assert(MarginPolicy<ContractMinimum>);

}  // namespace bulwark::BULWARK_TARGET
