#pragma once

#include "bulwark/collateral/tiered_discount.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/inverse_liquidation_price.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/size_step_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/margin/user_leverage.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// OKX's futures and swaps in single-currency and multi-currency margin.
struct Okx {
  TieredMargin position_tiers;              ///< floors in contracts; the tier's rate is the whole position's
  std::vector<double> leverage_of_asset{};  ///< row AssetId: what the user picked; 0 or missing: the tier's largest
  double taker_fee;                         ///< share of notional, kept for closing
  TieredDiscount discounts{};               ///< what each coin counts for in adjusted equity
  double warn_at = 3.0;                     ///< margin ratio, equity / (maintenance + fees to close)
};

/// ETH-USDT-SWAP, first three position tiers of 2022 (as an answer of the interface is made up in tests of freqtrade, commit 0680ca2).
inline MarginTiers okx_eth_usdt_swap_2022() { return {{0.0, 1.0 / 75.0, 0.01}, {2'001.0, 0.02, 0.015}, {4'001.0, 0.05, 0.02}}; }

/// BTC's first two discount tiers (API documentation, "discount rate and interest-free quota", 2024).
inline TieredDiscount::Table okx_btc_discount_2024() { return {{0.0, 0.98}, {20.0, 0.9775}}; }

inline constexpr Rulebook okx_rulebook{
    .venue = "OKX multi-currency margin",
    .source = "OKX help, \"margin calculation\" (2022 to 2024), API documentation, \"position tiers\"",
    .date = "tiers of 2022, discounts of 2024",
    .verified = "the help page's liquidation price of isolated swaps, as a public repository's tests have it, to 1e-9",
    .assumed = {"warned at a margin ratio of 300 %", "the fee to close is also set aside to open", "borrowings need nothing of their own",
                "the whole account is closed (OKX lowers a position tier by tier)"}};

/// Adjusted equity against each position's tier rate and the fee to close it. Source and what is assumed: `okx_rulebook`.
template <VarPolicy Var = NoVar>
auto okx(const Okx& p, Var var = {}) {
  const NotionalMargin closing{.rate = {p.taker_fee, p.taker_fee}};
  return RiskEvaluator{p.discounts,
                       sum_of(SizeStepMargin{at_leverage(p.position_tiers, p.leverage_of_asset)}, closing),
                       Black{},
                       std::move(var),
                       HealthThreshold{.warn = p.warn_at},
                       &okx_rulebook};
}

/// Where an isolated position is liquidated: long (entry - margin / size) / (1 - (rate + fee)), short (entry + margin / size) /
/// (1 + (rate + fee)). `maintenance` is its tier's rate, which the price does not change. Source: OKX help, "liquidation price" (2022).
inline std::optional<double> okx_liquidation_price(double margin, const LinearLeg& leg, double maintenance, double taker_fee) noexcept {
  return SurplusLine{margin}.with(leg, {maintenance + taker_fee}).root();
}
/// The same for a contract that pays in coins; `margin` in coins.
inline std::optional<double> okx_liquidation_price(double margin, const InverseLeg& leg, double maintenance, double taker_fee) noexcept {
  return inverse_liquidation_price(margin, leg, {maintenance + taker_fee});
}

}  // namespace bulwark::BULWARK_TARGET::venue
