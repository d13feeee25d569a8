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
    Requirement sum;
    const auto charge = [&](const Share& share, double coins, std::uint32_t unit) {
      const double worth = product(coins, market.spot(static_cast<Index>(unit)));
      sum.initial = fma(share.initial, worth, sum.initial);
      sum.maintenance = fma(share.maintenance, worth, sum.maintenance);
    };
    for (const Segment& segment : account.rows().segments) {
      if (market.units()[segment.unit].settlement == AssetId::quote) {  // no coins held, and no face values among the futures
        charge(futures, segment.futures, segment.unit);
        continue;
      }
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const Index row = static_cast<Index>(account.rows().row[k]);
        const InstrumentKind kind = market.tag(row).kind;
        if (kind == InstrumentKind::option) continue;
        charge(kind == InstrumentKind::spot ? holdings : futures,
               magnitude(product(account.rows().quantity[k], market.at(row, Column::delta))), segment.unit);
      }
    }
    return sum;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Share& share, const char* initial_field, const char* maintenance_field) {
      if (!(share.maintenance >= 0.0 && is_finite(share.maintenance)))
        report(found, FaultCode::out_of_range, maintenance_field, {}, share.maintenance);
      if (!(share.initial >= share.maintenance && is_finite(share.initial)))
        report(found, FaultCode::out_of_range, initial_field, {}, share.initial);
    };
    check(futures, "coin_charge.futures.initial", "coin_charge.futures.maintenance");
    check(holdings, "coin_charge.holdings.initial", "coin_charge.holdings.maintenance");
    return found;
  }
};
static_assert(MarginPolicy<CoinCharge>);

}  // namespace bulwark::BULWARK_TARGET
