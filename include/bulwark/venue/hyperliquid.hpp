#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/linear_liquidation_price.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/user_leverage.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A step of a market's leverage schedule.
struct LeverageTier {
  double floor;         ///< quote of notional from which it applies
  double max_leverage;  ///< initial share = 1 / leverage; maintenance share half of it, whatever leverage the user picks
};
using LeverageSchedule = std::vector<LeverageTier>;

/// Hyperliquid's perpetuals.
struct Hyperliquid {
  std::vector<LeverageSchedule> schedules;
  std::vector<std::uint32_t> schedule_of_asset{};  ///< row AssetId; assets beyond it use schedule 0
  std::vector<double> leverage_of_asset{};         ///< row AssetId: what the user picked; 0 or missing: the schedule's largest
  double backstop_below = 2.0 / 3.0;               ///< health below which the backstop takes the whole account
  double transfer_share = 0.10;                    ///< of notional, that must stay when money leaves
  double large_notional = 100'000.0;               ///< quote; of a larger position the first liquidation order closes only ...
  double large_close = 0.20;                       ///< ... this share, and the next comes 30 seconds later

  /// Share of a position that one liquidation order closes.
  double close_fraction(double notional) const noexcept { return notional > large_notional ? large_close : 1.0; }

  Faults faults() const {
    Faults found;
    if (!(large_notional >= 0.0)) report(found, FaultCode::out_of_range, "hyperliquid.large_notional", {}, large_notional);
    if (!(large_close > 0.0 && large_close <= 1.0)) report(found, FaultCode::out_of_range, "hyperliquid.large_close", {}, large_close);
    return found;
  }
};

// Margin tables of the `meta` answer (February 2026), with their numbers there.
inline LeverageSchedule hyperliquid_51() { return {{0.0, 10.0}, {3e6, 5.0}}; }
inline LeverageSchedule hyperliquid_52() { return {{0.0, 10.0}, {20e6, 5.0}}; }
inline LeverageSchedule hyperliquid_53() { return {{0.0, 20.0}, {40e6, 10.0}}; }
inline LeverageSchedule hyperliquid_sol() { return {{0.0, 20.0}, {70e6, 10.0}}; }   ///< table 54
inline LeverageSchedule hyperliquid_eth() { return {{0.0, 25.0}, {100e6, 15.0}}; }  ///< table 55
inline LeverageSchedule hyperliquid_btc() { return {{0.0, 40.0}, {150e6, 20.0}}; }  ///< table 56

/// The schedule as rates on notional.
inline MarginTiers hyperliquid_tiers(const LeverageSchedule& schedule) {
  MarginTiers tiers;
  for (const LeverageTier& tier : schedule)
    tiers.push_back({.floor = tier.floor, .initial = 1.0 / tier.max_leverage, .maintenance = 0.5 / tier.max_leverage});
  return tiers;
}

inline TieredMargin hyperliquid_margin(const Hyperliquid& p) {
  TieredMargin margin{.tables = {}, .table_of_asset = p.schedule_of_asset};
  for (const LeverageSchedule& schedule : p.schedules) margin.tables.push_back(hyperliquid_tiers(schedule));
  return at_leverage(std::move(margin), p.leverage_of_asset);
}

inline constexpr Rulebook hyperliquid_rulebook{
    .venue = "Hyperliquid",
    .source = "Hyperliquid documentation, \"margining\", \"margin tiers\" and \"liquidations\" (2024 to 2026)",
    .date = "February 2026",
    .verified = "quoted liquidation prices: 29 isolated ones to 4e-5, 94 to 95 % of the cross ones to 1e-6",
    .assumed = {"the initial share is continuous across tiers as the maintenance share is",
                "the verdict closes the whole account, one order of it `close_fraction`"}};

/// Account value against maintenance that rises continuously with each position's notional; isolated positions are split off by `isolate`.
/// Source and what is assumed: `hyperliquid_rulebook`.
template <VarPolicy Var = NoVar>
auto hyperliquid(const Hyperliquid& p, Var var = {}) {
  const HealthThreshold threshold{.partial_close = 1.0, .full_close = p.backstop_below, .close_fraction = 1.0};
  return RiskEvaluator{Haircut{}, hyperliquid_margin(p), Black{}, std::move(var), threshold, &hyperliquid_rulebook, p.faults()};
}

inline constexpr Rulebook hyperliquid_transfers_rulebook{
    .venue = "Hyperliquid transfers",
    .source = "Hyperliquid documentation, \"margining\" (2024 to 2026)",
    .date = "February 2026",
    .verified = "",
    .assumed = {"the initial share is continuous across tiers as the maintenance share is"}};

/// The same account as `permits(..., Action::withdraw, ...)` must judge it: what stays covers the larger of the initial margin and a
/// tenth of the notional.
template <VarPolicy Var = NoVar>
auto hyperliquid_transfers(const Hyperliquid& p, Var var = {}) {
  const NotionalMargin share{.rate = {.initial = p.transfer_share, .maintenance = 0.0}};
  return RiskEvaluator{Haircut{},      largest_of(hyperliquid_margin(p), share),        Black{},
                       std::move(var), HealthThreshold{.full_close = p.backstop_below}, &hyperliquid_transfers_rulebook,
                       p.faults()};
}

/// price - side x margin available / size / (1 - l x side), with l the rate of the tier that holds at the liquidation price. `available` is
/// equity less maintenance at `mark`, of the account or of the isolated position alone.
inline LiquidationPrices hyperliquid_liquidation_prices(double mark, double quantity, double available,
                                                        std::span<const MarginTier> tiers) noexcept {
  const LinearLeg leg{quantity, mark};
  const double kept = graduated(tiers, &MarginTier::maintenance, magnitude(cost_of(leg)));
  return linear_liquidation_prices(available + kept, {&leg, 1}, tiers);
}

}  // namespace bulwark::BULWARK_TARGET::venue
