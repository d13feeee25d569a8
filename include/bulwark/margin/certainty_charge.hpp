#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/doubt.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// To open while feeds are not sure of themselves: (1 - certainty) x factor of what rests on a feed whose certainty is below a threshold.
/// Futures rest on their own feed and the spot's; an option on its own, the spot's and, where futures on the asset are held, theirs;
/// coins on their own and the spot's of the asset that they follow.
/// Source: Derive v2, "oracle contingency" of the managers (v2-core at 7736900, 2026).
struct CertaintyCharge {
  double threshold;               ///< in [0, 1]; nothing is charged at it or above
  double factor;                  ///< on the missing certainty
  std::vector<AssetId> leader{};  ///< row AssetId: whose spot feed an asset rests on; empty: its own
  bool coins_as_futures = false;  ///< coins rest on the futures' feeds too, and are charged at spot, not at what they are worth in quote

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const PricedMarket& market = account.market();
    if (market.least_certainty >= threshold) return {};
    double sum = 0.0, of_spot = 1.0, of_futures = 1.0;
    AssetId asset = AssetId::quote;
    for (const ValuedPosition& p : account.positions()) {
      if (const AssetId lead = leader_of(leader, p.terms.asset); lead != asset) {
        asset = lead;
        of_spot = of_futures = market.certainty(lead);
        for (const ValuedPosition& other : account.positions())
          if (is_future(other.terms) && leader_of(leader, other.terms.asset) == lead) of_futures = least(of_futures, other.terms.certainty);
      }
      const bool is_coin = p.terms.kind == InstrumentKind::spot;
      const double certainty = least(p.terms.certainty, is_coin && !coins_as_futures ? of_spot : of_futures);
      const double coins = magnitude(p.terms.kind == InstrumentKind::option ? product(p.quantity, p.terms.multiplier) : p.delta);
      const double price = is_coin && !coins_as_futures ? p.price : market.spot(static_cast<Index>(p.terms.unit));
      sum = fma(Doubt{threshold, factor}.share(certainty), product(coins, price), sum);
    }
    return {.initial = sum, .maintenance = 0.0};
  }

  Faults faults() const {
    Faults found;
    if (!(threshold >= 0.0 && threshold <= 1.0)) report(found, FaultCode::out_of_range, "certainty_charge.threshold", {}, threshold);
    if (!(factor >= 0.0 && is_finite(factor))) report(found, FaultCode::out_of_range, "certainty_charge.factor", {}, factor);
    check_leaders(found, "certainty_charge.leader", leader);
    return found;
  }
};
static_assert(MarginPolicy<CertaintyCharge>);

}  // namespace bulwark::BULWARK_TARGET
