#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/cash_delta.hpp"
#include "bulwark/margin/each_asset.hpp"
#include "bulwark/margin/net_and_hedged.hpp"
#include "bulwark/margin/tiered_margin.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an asset's contracts in one settlement hedge of those in another: their cash deltas offset each other only while both money keep
/// their peg. Progressive rates on the hedged amount, by the table for the lowest price among the settlements; what settles in the asset's
/// own coin counts with the quote. Source: OKX portfolio margin, MR9 "stablecoin depegging risk" (notice of December 2024); Bybit portfolio
/// margin, "USDT-USDC spread" (2024).
struct CrossQuoteCharge {
  struct Peg {
    double least_price;         ///< quote per unit of the settlement asset from which the table applies
    TieredMargin::Table rates;  ///< floors in quote of hedged amount; `initial` = `maintenance` = rate
  };
  std::vector<Peg> pegs{};  ///< by falling price; below the last its table still applies. None: no charge

  const TieredMargin::Table& table(double price) const noexcept {
    for (const Peg& peg : pegs)
      if (price >= peg.least_price) return peg.rates;
    return pegs.back().rates;
  }

  /// Quote, for a hedged amount at the lowest price of the settlements.
  double charge(double hedged, double price) const noexcept { return TieredMargin::charge(table(price), hedged).maintenance; }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double sum = 0.0;
    if (pegs.empty()) return {};
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits&) {
      NetAndHedged deltas;
      double lowest = 1.0, in_quote = 0.0;
      for (std::size_t u = 0; u < own.units.size(); ++u) {
        const HeldUnit& unit = own.units[u];
        const bool is_quote = unit.settlement == AssetId::quote || unit.settlement == unit.asset;
        const ValuedAccount in_one_settlement = own.part(u, 1);
        double delta = 0.0;
        for (const ValuedPosition& p : in_one_settlement.positions())
          if (p.terms.kind != InstrumentKind::spot) delta += cash_delta(p);
        if (is_quote) {
          in_quote += delta;
        } else {
          deltas.add(delta);
          lowest = least(lowest, unit.price);
        }
      }
      deltas.add(in_quote);
      sum += charge(deltas.hedged(), lowest);
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    double before = std::numeric_limits<double>::infinity();
    for (Index i = 0; i < std::ssize(pegs); ++i) {
      const Peg& peg = pegs[static_cast<std::size_t>(i)];
      if (!(peg.least_price < before && peg.least_price >= 0.0))
        report(found, FaultCode::out_of_order, "cross_quote_charge.least_price", {.outer = i}, peg.least_price);
      before = peg.least_price;
      append(found, TieredMargin{.tables = {peg.rates}, .table_of_asset = {}}.faults());
    }
    return found;
  }
};
static_assert(MarginPolicy<CrossQuoteCharge>);

}  // namespace bulwark::BULWARK_TARGET
