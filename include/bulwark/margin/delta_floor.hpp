#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/each_asset.hpp"
#include "bulwark/margin/net_and_hedged.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of spot for an asset's net delta and another for what of it is hedged: a book that scenarios see no risk in still costs to
/// close. Source: Paradex portfolio margin, "minimum delta requirement" (documentation, 2026). Positions are hedged one against another.
struct DeltaFloor {
  double net_rate;     ///< share of spot
  double hedged_rate;  ///< share of spot

  /// Quote; deltas in coins.
  double charge(const NetAndHedged& deltas, double spot) const noexcept {
    return product(fma(net_rate, magnitude(deltas.net()), product(hedged_rate, deltas.hedged())), spot);
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double sum = 0.0;
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits&) {
      NetAndHedged deltas;
      double spot = 0.0;
      for (const ValuedPosition& p : own.positions()) {
        if (p.terms.kind == InstrumentKind::spot) continue;
        deltas.add(p.delta);
        spot = account.market().spot(static_cast<Index>(p.terms.unit));
      }
      sum += charge(deltas, spot);
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    if (!(net_rate >= 0.0 && is_finite(net_rate))) report(found, FaultCode::out_of_range, "delta_floor.net_rate", {}, net_rate);
    if (!(hedged_rate >= 0.0 && is_finite(hedged_rate))) report(found, FaultCode::out_of_range, "delta_floor.hedged_rate", {}, hedged_rate);
    return found;
  }
};
static_assert(MarginPolicy<DeltaFloor>);

}  // namespace bulwark::BULWARK_TARGET
