#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/tiered_margin.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A step of a market's leverage schedule.
struct LeverageTier {
  double floor;         ///< quote of notional from which it applies
  double max_leverage;  ///< initial share = 1 / leverage, maintenance share half of it
};
using LeverageSchedule = std::vector<LeverageTier>;

/// A perpetual venue of the Hyperliquid kind.
struct TieredPerpetuals {
  std::vector<LeverageSchedule> schedules;
  std::vector<std::uint32_t> schedule_of_asset{};  ///< row AssetId; assets beyond it use schedule 0
  double backstop_below = 2.0 / 3.0;               ///< health below which the backstop takes the whole account
};

// Margin tables of Hyperliquid's `meta` answer (February 2026), with their numbers there.
inline LeverageSchedule hyperliquid_51() { return {{0.0, 10.0}, {3e6, 5.0}}; }
inline LeverageSchedule hyperliquid_52() { return {{0.0, 10.0}, {20e6, 5.0}}; }
inline LeverageSchedule hyperliquid_53() { return {{0.0, 20.0}, {40e6, 10.0}}; }
inline LeverageSchedule hyperliquid_sol() { return {{0.0, 20.0}, {70e6, 10.0}}; }   ///< table 54
inline LeverageSchedule hyperliquid_eth() { return {{0.0, 25.0}, {100e6, 15.0}}; }  ///< table 55
inline LeverageSchedule hyperliquid_btc() { return {{0.0, 40.0}, {150e6, 20.0}}; }  ///< table 56

/// Account value against maintenance that rises continuously with each position's notional; an isolated position is an account of its own.
/// Source: Hyperliquid documentation, "margin tiers" and "liquidations" (2024 to 2026). *Assumed*: a user opens at the tier's largest
/// leverage; the initial share is continuous across tiers as the maintenance share is; a whole account is closed (large positions go by
/// fifths there).
template <VarPolicy Var = NoVar>
auto tiered_perpetuals(const TieredPerpetuals& p, Var var = {}) {
  TieredMargin margin{.tables = {}, .table_of_asset = p.schedule_of_asset};
  for (const LeverageSchedule& schedule : p.schedules) {
    TieredMargin::Table& table = margin.tables.emplace_back();
    for (const LeverageTier& tier : schedule)
      table.push_back({.floor = tier.floor, .initial = 1.0 / tier.max_leverage, .maintenance = 0.5 / tier.max_leverage});
  }
  const HealthThreshold threshold{.partial_close = 1.0, .full_close = p.backstop_below, .close_fraction = 1.0};
  return RiskEvaluator{Haircut{}, std::move(margin), Black{}, std::move(var), threshold};
}

}  // namespace bulwark::BULWARK_TARGET::venue
