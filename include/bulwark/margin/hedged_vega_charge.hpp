#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Volatility moves shift every expiry alike; this charges the vega by which expiries offset each other, within an asset and settlement,
/// for a move between them. Source: Deribit portfolio margin before 2019, "contingency component" (25 % of vegas offsetting in different
/// expirations). *Assumed*: vega is quoted per percentage point, so that 25 % of it is a move of 0.0025.
struct HedgedVegaCharge {
  double move;  ///< of volatility, per sqrt(year)

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0, vega = 0.0, bought = 0.0, sold = 0.0;  // quote, quote per 1.00
    const ContractTerms* expiry = nullptr;
    const auto close_expiry = [&] {
      bought += greatest(0.0, vega);
      sold += greatest(0.0, -vega);
      vega = 0.0;
    };
    const auto close_unit = [&] {
      sum += least(bought, sold);
      bought = sold = 0.0;
    };
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind != InstrumentKind::option) continue;
      const bool is_other_unit = expiry && expiry->unit != p.terms.unit;
      if (is_other_unit || (expiry && expiry->expiry != p.terms.expiry)) close_expiry();
      if (is_other_unit) close_unit();
      vega += p.vega;
      expiry = &p.terms;
    }
    close_expiry();
    close_unit();
    return {.initial = product(move, sum), .maintenance = product(move, sum)};
  }

  Faults faults() const {
    if (move >= 0.0 && is_finite(move)) return {};
    return {{FaultCode::out_of_range, "hedged_vega_charge.move", {}, move}};
  }
};
static_assert(MarginPolicy<HedgedVegaCharge>);

}  // namespace bulwark::BULWARK_TARGET
