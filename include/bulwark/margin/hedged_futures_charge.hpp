#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Futures that offset each other are one price to the scenarios; this charges a share of spot for every coin of them that does, within an
/// asset and settlement. Source: Deribit portfolio margin before 2024, "contingency component" (100 BTC long in one future and 100 BTC
/// short in another at 1 % need 1 BTC).
struct HedgedFuturesCharge {
  double rate;  ///< share of spot, 0.01 is 1 %

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0, bought = 0.0, sold = 0.0;  // quote; coins
    const ContractTerms* unit = nullptr;
    const auto close = [&] {
      if (unit) sum = fma(least(bought, sold), account.market().spot(static_cast<Index>(unit->unit)), sum);
      bought = sold = 0.0;
    };
    for (const ValuedPosition& p : account.positions()) {
      if (!is_future(p.terms)) continue;
      if (unit && unit->unit != p.terms.unit) close();
      bought += greatest(0.0, p.delta);
      sold += greatest(0.0, -p.delta);
      unit = &p.terms;
    }
    close();
    return {.initial = product(rate, sum), .maintenance = product(rate, sum)};
  }

  Faults faults() const {
    if (rate >= 0.0 && is_finite(rate)) return {};
    return {{FaultCode::out_of_range, "hedged_futures_charge.rate", {}, rate}};
  }
};
static_assert(MarginPolicy<HedgedFuturesCharge>);

}  // namespace bulwark::BULWARK_TARGET
