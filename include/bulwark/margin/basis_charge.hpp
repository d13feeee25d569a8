#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Price moves shift every expiry alike; this charges the options of each expiry for a move of its own forward, up or down, whichever
/// loses more: loss x (add + per_year x years), expiry by expiry. An expiry that loses either way not at all is no gain to another.
/// Source: Derive v2, "basis contingency" of the portfolio margin managers (v2-core at 7736900, 2026).
struct BasisCharge {
  double up;        ///< multiple of the forward, > 1
  double down;      ///< the same, < 1
  double add;       ///< share of the loss that is charged at expiry
  double per_year;  ///< added to the share per year to expiry

  /// Two scenarios that no account is summed over: the rule reads its options' columns.
  ScenarioSet scenarios(const MarketState& market) const {
    const std::size_t assets = market.assets.size();
    ScenarioSet set{.scenarios = 2, .assets = static_cast<Index>(assets), .vol_move = std::vector<double>(2 * assets, 0.0)};
    set.price_move.assign(assets, up - 1.0);
    set.price_move.insert(set.price_move.end(), assets, down - 1.0);
    set.weight.assign(2 * assets, 1.0);
    set.is_folded = false;
    return set;
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    const Index first = profits.block().first;
    const ContractTerms* expiry = nullptr;
    double sum = 0.0, gain_up = 0.0, gain_down = 0.0;
    const auto close = [&] {
      if (!expiry) return;
      const double loss = greatest(0.0, -least(gain_up, gain_down));
      sum = fma(loss, fma(per_year, expiry->years, add), sum);
      gain_up = gain_down = 0.0;
    };
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind != InstrumentKind::option) continue;
      if (expiry && (expiry->expiry != p.terms.expiry || expiry->unit != p.terms.unit)) close();
      const double* columns = account.market().row(p.row) + first;
      gain_up = fma(p.quantity, columns[0], gain_up);
      gain_down = fma(p.quantity, columns[1], gain_down);
      expiry = &p.terms;
    }
    close();
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    if (!(up >= 1.0 && is_finite(up))) report(found, FaultCode::out_of_range, "basis_charge.up", {}, up);
    if (!(down > 0.0 && down <= 1.0)) report(found, FaultCode::out_of_range, "basis_charge.down", {}, down);
    if (!(add >= 0.0 && is_finite(add))) report(found, FaultCode::out_of_range, "basis_charge.add", {}, add);
    if (!(per_year >= 0.0 && is_finite(per_year))) report(found, FaultCode::out_of_range, "basis_charge.per_year", {}, per_year);
    return found;
  }
};
static_assert(MarginPolicy<BasisCharge> && AsksForScenarios<BasisCharge>);

}  // namespace bulwark::BULWARK_TARGET
