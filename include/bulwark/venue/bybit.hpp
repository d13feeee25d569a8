#pragma once

#include "bulwark/collateral/tiered_discount.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/entry_liquidation_price.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/up_to_tick.hpp"
#include "bulwark/margin/entry_margin.hpp"
#include "bulwark/margin/user_leverage.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Bybit's futures in a unified account.
struct Bybit {
  TieredMargin risk_limits;                 ///< inverse contracts by `table_of_coin_settled`, floors in coins
  std::vector<double> leverage_of_asset{};  ///< row AssetId: what the user picked; 0 or missing: the tier's largest
  TieredDiscount collateral{};              ///< collateral value ratios, by asset and amount
};

/// BTCUSD (inverse), the first risk limit, up to 150 BTC (API documentation, "get risk limit", 2024).
inline MarginTiers bybit_btcusd_2024() { return {{0.0, 0.01, 0.005}}; }

inline constexpr Rulebook bybit_rulebook{
    .venue = "Bybit cross margin",
    .source = "Bybit help centre, \"maintenance margin\" and \"unified trading account\" (2024 to 2026)",
    .date = "2024",
    .verified = "the help centre's tiered inverse position, exactly",
    .assumed = {"the initial share is marginal across tiers as the maintenance share is", "the estimated fee to close is not charged",
                "the whole account is closed"}};

/// Cross margin: collateral at its ratios against tiers on each position's value at its mark.
/// Source and what is assumed: `bybit_rulebook`.
template <VarPolicy Var = NoVar>
auto bybit(const Bybit& p, Var var = {}) {
  return RiskEvaluator{p.collateral,   at_leverage(p.risk_limits, p.leverage_of_asset), Black{}, std::move(var), HealthThreshold{},
                       &bybit_rulebook};
}

inline constexpr Rulebook bybit_on_entry_rulebook{
    .venue = "Bybit isolated margin before 2026",
    .source = "Bybit help centre, USDT and inverse contracts (2023 to 2026)",
    .date = "2024",
    .verified = "the help centre's example of a USDT contract, exactly",
    .assumed = {"the initial share is marginal across tiers as the maintenance share is", "the estimated fee to close is not charged"}};

/// An isolated position of the rule before 2026, whose maintenance is fixed at entry: an account of its own, in the quote or in its coin.
/// Source and what is assumed: `bybit_on_entry_rulebook`.
template <VarPolicy Var = NoVar>
auto bybit_on_entry(const Bybit& p, Var var = {}) {
  TieredDiscount in_full;
  for (std::size_t a = 0; a < p.risk_limits.table_of_coin_settled.size(); ++a) in_full.of_asset.push_back({{0.0, 1.0}});
  return RiskEvaluator{
      std::move(in_full),      EntryMargin{at_leverage(p.risk_limits, p.leverage_of_asset)}, Black{}, std::move(var), HealthThreshold{},
      &bybit_on_entry_rulebook};
}

/// What the maintenance margin of an isolated position is a share of.
enum class MaintenanceBasis {
  mark,   ///< its value at the liquidation price (2026)
  entry,  ///< its value when it was entered (before)
};

/// Where an isolated position is liquidated, rounded up to the contract's tick as Bybit prints it (0: exactly). `margin` is value at entry
/// / leverage plus what was added, in quote, for an `InverseLeg` in coins; tiers alike. Source: Bybit help centre, liquidation price of
/// USDT and of inverse contracts (2023 to 2026); that a printed 5739.50 was 5739.08 is the only witness of the rounding.
template <class Leg>
std::optional<double> bybit_isolated_liquidation_price(MaintenanceBasis basis, double margin, const Leg& leg,
                                                       std::span<const MarginTier> tiers, double tick = 0.0) noexcept {
  std::optional<double> price;
  if (basis == MaintenanceBasis::entry) {
    price = entry_liquidation_price(margin, leg, tiers);
  } else {
    LiquidationPrices prices;
    if constexpr (std::same_as<Leg, InverseLeg>)
      prices = inverse_liquidation_prices(margin, {&leg, 1}, tiers);
    else
      prices = linear_liquidation_prices(margin, {&leg, 1}, tiers);
    price = prices.below ? prices.below : prices.above;  // one position has one
  }
  return price && tick > 0.0 ? std::optional{up_to_tick(*price, tick)} : price;
}

/// Where a position's margin is gone and the fee to close it with it: the price at which it is taken over.
/// Source: Bybit help centre, inverse contracts, "bankruptcy price": 1.00075 x face / (face / entry + balance) for a long.
inline std::optional<double> bybit_bankruptcy_price(double margin, const InverseLeg& leg, double taker_fee) noexcept {
  return inverse_liquidation_price(margin, leg, {taker_fee});
}

}  // namespace bulwark::BULWARK_TARGET::venue
