#pragma once

#include "bulwark/collateral/policy.hpp"
#include "bulwark/core/fault.hpp"

namespace bulwark::BULWARK_TARGET {

/// A vault: deposits must be worth at least `ratio` times the debt, so a deposit counts for value / ratio.
/// Source: MakerDAO white paper (2017), "liquidation ratio". Debt is the margin policy's (`DebtMargin`).
struct CollateralRatio {
  double opening;      ///< to draw debt; >= liquidation
  double liquidation;  ///< > 1; 1.5 is 150 %

  Resources resources(const ValuedAccount& account) const noexcept {
    double deposits = greatest(0.0, account.cash), contracts = 0.0;
    for (const HeldUnit& unit : account.units) {
      deposits += greatest(0.0, product(unit.coins, unit.price));
      contracts += least(0.0, product(unit.option_value + unit.unrealised, unit.price));
    }
    return {.initial = deposits / opening + contracts, .maintenance = deposits / liquidation + contracts};
  }

  Faults faults() const {
    Faults found;
    if (!(liquidation >= 1.0 && is_finite(liquidation)))
      report(found, FaultCode::out_of_range, "collateral_ratio.liquidation", {}, liquidation);
    if (!(opening >= liquidation && is_finite(opening))) report(found, FaultCode::out_of_range, "collateral_ratio.opening", {}, opening);
    return found;
  }
};
static_assert(CollateralPolicy<CollateralRatio>);

}  // namespace bulwark::BULWARK_TARGET
