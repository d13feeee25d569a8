#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// How far the quote is below the peg that is still tolerated, times a factor.
/// Source: Derive v2, depeg parameters of the managers (v2-core at 7736900, 2026).
struct Depeg {
  double threshold = 0.0;  ///< price of the quote below which a loss is seen
  double factor = 0.0;     ///< per unit of price below it

  double loss(double quote_price) const noexcept { return product(greatest(0.0, threshold - quote_price), factor); }

  Faults faults() const {
    Faults found;
    if (!(threshold >= 0.0 && is_finite(threshold))) report(found, FaultCode::out_of_range, "depeg.threshold", {}, threshold);
    if (!(factor >= 0.0 && is_finite(factor))) report(found, FaultCode::out_of_range, "depeg.factor", {}, factor);
    return found;
  }
};

/// To open while the quote has lost its peg: a share of spot for every coin of futures and of short options.
/// Source: Derive v2 standard manager (v2-core at 7736900, 2026).
struct DepegCharge {
  Depeg depeg;

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const double share = depeg.loss(account.market().quote_price);
    if (share == 0.0) return {};
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions()) {
      double coins = 0.0;
      if (is_future(p.terms)) coins = magnitude(p.delta);
      if (p.terms.kind == InstrumentKind::option && p.quantity < 0.0) coins = -product(p.quantity, p.terms.multiplier);
      sum = fma(coins, account.market().spot(static_cast<Index>(p.terms.unit)), sum);
    }
    return {.initial = product(share, sum), .maintenance = 0.0};
  }

  Faults faults() const { return depeg.faults(); }
};
static_assert(MarginPolicy<DepegCharge>);

}  // namespace bulwark::BULWARK_TARGET
