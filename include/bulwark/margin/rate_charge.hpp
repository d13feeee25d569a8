#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/each_asset.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a parallel move of interest rates, up or down, changes of an asset's options, forwards held: |sum of value x years| x move.
/// Source: OKX portfolio margin, MR5 "interest rate risk" (2024); the form is *assumed*.
struct RateCharge {
  double move;  ///< of the rate, per year

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double sum = 0.0;
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits&) {
      double change = 0.0;  // quote per 1.00 of rate
      for (const ValuedPosition& p : own.positions())
        if (p.terms.kind == InstrumentKind::option) change = fma(p.value, p.terms.years, change);
      sum = fma(move, magnitude(change), sum);
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    if (move >= 0.0 && is_finite(move)) return {};
    return {{FaultCode::out_of_range, "rate_charge.move", {}, move}};
  }
};
static_assert(MarginPolicy<RateCharge>);

}  // namespace bulwark::BULWARK_TARGET
