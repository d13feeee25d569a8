#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/expiry_rule.hpp"

namespace bulwark::BULWARK_TARGET {

/// The most that the options of an expiry pay out at settlement, wherever between zero and the highest strike that is, and a share of the
/// forward for each call sold beyond those bought: above the highest strike the loss has no end.
/// It is the whole payoff: what options are worth today must not count as resources beside it.
/// Limits: losses are looked for up to the highest strike held and no further, so that a far call bought against an unpaired one moves
/// that end out and can raise the requirement. Source: Derive v2 standard manager (v2-core at 7736900, 2026).
struct MaxLossMargin {
  double unpaired_initial;      ///< share of the forward
  double unpaired_maintenance;  ///< the same, to stay; >= 1, <= unpaired_initial

  Requirement of_expiry(const ValuedAccount&, const ExpiryRun& run) const noexcept {
    // The payoff is linear between strikes, and its slope grows at each by what is held there, calls and puts alike.
    double payoff = 0.0, slope = 0.0, forward = 0.0;  // at a price of zero
    for (const ValuedPosition& p : run) {
      if (p.terms.kind != InstrumentKind::option) continue;
      forward = p.terms.underlying;
      if (p.terms.side == OptionSide::call) continue;
      const double coins = product(p.quantity, p.terms.multiplier);
      payoff = fma(coins, p.terms.strike, payoff);
      slope -= coins;
    }
    double worst = least(0.0, payoff), reached = 0.0;
    for (const ValuedPosition& p : run) {
      if (p.terms.kind != InstrumentKind::option) continue;
      payoff = fma(slope, p.terms.strike - reached, payoff);
      worst = least(worst, payoff);
      slope += product(p.quantity, p.terms.multiplier);
      reached = p.terms.strike;
    }
    const double unpaired = product(greatest(0.0, -slope), forward);  // the slope beyond every strike: calls held, net
    return {.initial = fma(unpaired_initial, unpaired, -worst), .maintenance = fma(unpaired_maintenance, unpaired, -worst)};
  }

  Faults faults() const {
    Faults found;
    if (!(unpaired_maintenance >= 1.0 && is_finite(unpaired_maintenance)))
      report(found, FaultCode::out_of_range, "max_loss_margin.unpaired_maintenance", {}, unpaired_maintenance);
    if (!(unpaired_initial >= unpaired_maintenance && is_finite(unpaired_initial)))
      report(found, FaultCode::out_of_range, "max_loss_margin.unpaired_initial", {}, unpaired_initial);
    return found;
  }
};
static_assert(ExpiryRule<MaxLossMargin>);

}  // namespace bulwark::BULWARK_TARGET
