#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of spot for every coin that futures move with, and for every coin held.
/// Source: Derive v2, perpetual and base contingencies of the portfolio margin managers (v2-core at 7736900, 2026).
struct CoinCharge {
  struct Share {
    double initial = 0.0;      ///< of spot
    double maintenance = 0.0;  ///< <= initial
  };
  Share futures{};
  Share holdings{};

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const PricedMarket& market = account.market();
    const Share shares[] = {holdings, futures, futures, {}};  // by kind; looked up, not branched on
    Requirement sum;
    account.each_row([&](Index row, double quantity, Index, double) {
      const ContractTerms& terms = market.terms(row);
      const Share& share = shares[static_cast<std::size_t>(terms.kind)];
      const double coins = magnitude(product(quantity, market.at(row, Column::delta)));
      const double worth = product(coins, market.spot(static_cast<Index>(terms.unit)));
      sum.initial = fma(share.initial, worth, sum.initial);
      sum.maintenance = fma(share.maintenance, worth, sum.maintenance);
    });
    return sum;
  }

  Faults faults() const {
    Faults found;
    for (const Share& share : {futures, holdings}) {
      if (!(share.maintenance >= 0.0 && is_finite(share.maintenance)))
        report(found, FaultCode::out_of_range, "coin_charge.maintenance", {}, share.maintenance);
      if (!(share.initial >= share.maintenance && is_finite(share.initial)))
        report(found, FaultCode::out_of_range, "coin_charge.initial", {}, share.initial);
    }
    return found;
  }
};
static_assert(MarginPolicy<CoinCharge>);

}  // namespace bulwark::BULWARK_TARGET
