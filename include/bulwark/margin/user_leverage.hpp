#pragma once

#include <limits>

#include "bulwark/margin/tiered_margin.hpp"

namespace bulwark::BULWARK_TARGET {

/// A table for a user who chose less leverage than its tiers allow: the initial share is at least 1 / leverage; maintenance stays.
/// A leverage that is not positive leaves shares that are no numbers, which `TieredMargin::faults` names.
/// Source: Hyperliquid documentation, "margining"; Binance USD-M "leverage and margin" (2024).
inline MarginTiers at_leverage(MarginTiers tiers, double leverage) {
  const double share = leverage > 0.0 ? 1.0 / leverage : std::numeric_limits<double>::quiet_NaN();
  for (MarginTier& tier : tiers) tier.initial = greatest(tier.initial, share);
  return tiers;
}

/// The same for each market by itself: `leverage_of_asset` is by AssetId, 0 or missing as much as the tiers allow.
inline TieredMargin at_leverage(TieredMargin margin, std::span<const double> leverage_of_asset) {
  const auto lower = [&](std::vector<std::uint32_t>& table_of_asset, std::size_t asset) {
    margin.tables.push_back(at_leverage(margin.tables[table_of_asset[asset]], leverage_of_asset[asset]));
    table_of_asset[asset] = static_cast<std::uint32_t>(margin.tables.size() - 1);
  };
  if (!margin.faults().empty()) return margin;  // said by whoever evaluates with it
  if (margin.table_of_asset.size() < leverage_of_asset.size()) margin.table_of_asset.resize(leverage_of_asset.size(), 0);
  for (std::size_t a = 0; a < leverage_of_asset.size(); ++a) {
    if (leverage_of_asset[a] == 0.0) continue;
    lower(margin.table_of_asset, a);
    if (a < margin.table_of_coin_settled.size()) lower(margin.table_of_coin_settled, a);
  }
  return margin;
}

}  // namespace bulwark::BULWARK_TARGET
