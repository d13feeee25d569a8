#pragma once

#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/scenario/forward.hpp"
#include "bulwark/scenario/priced_market.hpp"
#include "bulwark/scenario/unit_moves.hpp"
#include "bulwark/volatility/surface.hpp"

namespace bulwark::inline v1 {

/// 1 where an asset held as collateral (and the settlement of its contracts) moves with the scenarios, row AssetId; short means no.
using InScenarios = std::vector<std::uint32_t>;

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The assets of a market as scenarios see them: which are known, what a settlement unit is worth, and how much of that moves.
class AssetPrices {
 public:
  /// Reports everything wrong with the assets; those behind a fault are not good.
  AssetPrices(const MarketState& market, const InScenarios& in_scenarios, Faults& found) : market_(market), in_scenarios_(in_scenarios) {
    const bool has_price = market.quote_price > 0.0 && is_finite(market.quote_price);
    if (!has_price) report(found, FaultCode::not_positive, "market.quote_price", {}, market.quote_price);
    for (Index a = 0; a < std::ssize(market.assets); ++a) {
      const AssetMarket& asset = market.assets[static_cast<std::size_t>(a)];
      Faults own = faults(asset, market.now, a);
      for (Fault fault : faults(asset.volatility, market.now)) {
        fault.where = {.outer = a, .inner = fault.where.inner < 0 ? fault.where.outer : fault.where.inner};
        own.push_back(fault);
      }
      good_.push_back(own.empty() && has_price ? 1u : 0u);
      append(found, own);
    }
  }

  bool is_good(AssetId asset) const noexcept {
    return asset == AssetId::quote || (row(asset) < std::ssize(good_) && good_[static_cast<std::size_t>(row(asset))]);
  }

  /// Quote per unit of a settlement asset.
  double price(AssetId asset) const noexcept { return asset == AssetId::quote ? 1.0 : market_[asset].spot / market_.quote_price; }

  /// Whether what is held of an asset moves with the scenarios.
  bool moves(AssetId asset) const noexcept {
    return asset != AssetId::quote && row(asset) < std::ssize(in_scenarios_) && in_scenarios_[static_cast<std::size_t>(row(asset))];
  }

  /// Profit of holding one settlement unit, quote.
  double holding_profit(const ScenarioSet& set, Index s, AssetId asset, AssetId settlement) const noexcept {
    if (set.numeraire == Numeraire::settlement || !moves(settlement)) return 0.0;
    return product(product(price(settlement), settlement_move(set, s, asset, settlement)), row_weight(set, s, asset, settlement));
  }

  /// How a set counts gains in a settlement asset.
  CountedIn counted_in(const ScenarioSet& set, AssetId settlement) const noexcept {
    return {.price = price(settlement), .is_settlement = set.numeraire == Numeraire::settlement, .is_moving = moves(settlement)};
  }

 private:
  const MarketState& market_;
  const InScenarios& in_scenarios_;
  std::vector<std::uint32_t> good_;  ///< row AssetId; 0 where the market is at fault
};

}  // namespace bulwark::BULWARK_TARGET
