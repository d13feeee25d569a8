#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/collateral/tiered_discount.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/inverse_liquidation_price.hpp"
#include "bulwark/margin/user_leverage.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Binance's USD-M and COIN-M futures.
struct BinanceFutures {
  TieredMargin brackets;                    ///< initial 1 / largest leverage; COIN-M by `table_of_coin_settled`
  std::vector<double> leverage_of_asset{};  ///< row AssetId: what the user picked; 0 or missing: the bracket's largest
};

/// BTCUSDT, leverage brackets of October 2024 (as in freqtrade's `binance_leverage_tiers.json`, commit c9ae5e1).
inline MarginTiers binance_btcusdt_october_2024() {
  return {{0.0, 1.0 / 125.0, 0.004}, {50e3, 1.0 / 100.0, 0.005}, {600e3, 1.0 / 75.0, 0.0065}, {3e6, 1.0 / 50.0, 0.01},
          {12e6, 1.0 / 25.0, 0.02},  {70e6, 1.0 / 20.0, 0.025},  {100e6, 1.0 / 10.0, 0.05},   {230e6, 1.0 / 5.0, 0.1},
          {480e6, 1.0 / 4.0, 0.125}, {600e6, 1.0 / 3.0, 0.15},   {800e6, 1.0 / 2.0, 0.25},    {1200e6, 1.0, 0.5}};
}

inline constexpr Rulebook binance_usdm_rulebook{
    .venue = "Binance USD-M",
    .source = "Binance support, \"leverage and margin of USD-M futures\" and \"liquidation protocols\" (2021 to 2024)",
    .date = "October 2024",
    .verified =
        "the support pages' liquidation prices, isolated and cross, and every maintenance amount published (2,805), to the last digit",
    .assumed = {"the initial share is marginal across brackets as the maintenance share is (the venue lets no position grow beyond the "
                "bracket of the leverage picked)",
                "maintenance of exactly the balance is not yet liquidated", "the whole account is closed"}};

/// A USD-M wallet in single-asset mode: balance and unrealised profit against brackets on each position's notional.
/// Source and what is assumed: `binance_usdm_rulebook`.
template <VarPolicy Var = NoVar>
auto binance_usdm(const BinanceFutures& p, Var var = {}) {
  return RiskEvaluator{
      Haircut{}, at_leverage(p.brackets, p.leverage_of_asset), Black{}, std::move(var), HealthThreshold{}, &binance_usdm_rulebook};
}

inline constexpr Rulebook binance_coinm_rulebook{
    .venue = "Binance COIN-M",
    .source = "Binance support, \"liquidation protocols\" (2021 to 2024)",
    .date = "2024",
    .verified = "",
    .assumed = {"the initial share is marginal across brackets as the maintenance share is",
                "maintenance of exactly the balance is not yet liquidated", "the whole account is closed"}};

/// A COIN-M wallet of one coin: everything in that coin. Source and what is assumed: `binance_coinm_rulebook`.
template <VarPolicy Var = NoVar>
auto binance_coinm(const BinanceFutures& p, Var var = {}) {
  return RiskEvaluator{no_haircut(),           at_leverage(p.brackets, p.leverage_of_asset), Black{}, std::move(var), HealthThreshold{},
                       &binance_coinm_rulebook};
}

/// Where the positions of one USD-M market are liquidated: both sides in hedge mode, one otherwise. `balance` is the isolated wallet, or
/// `cross_balance` of the wallet.
inline LiquidationPrices binance_usdm_liquidation_prices(double balance, std::span<const LinearLeg> sides,
                                                         std::span<const MarginTier> brackets) noexcept {
  return linear_liquidation_prices(balance, sides, brackets);
}

/// The same in COIN-M, all in coins.
inline LiquidationPrices binance_coinm_liquidation_prices(double balance, std::span<const InverseLeg> sides,
                                                          std::span<const MarginTier> brackets) noexcept {
  return inverse_liquidation_prices(balance, sides, brackets);
}

/// What Binance does at a uniMMR.
enum class UniMmrState { unknown, normal, warning, reduce_only, liquidation, claim };

/// Portfolio margin, which nets collateral and not risk: uniMMR = sum over assets of min(value x rate, value) / sum of maintenance.
struct BinancePortfolioMargin {
  BinanceFutures futures;
  TieredDiscount collateral_rates{};  ///< by asset
  double warning_at = 1.5;            ///< uniMMR at and below which ...
  double reduce_only_at = 1.2;        ///< the same, no position may grow
  double liquidation_at = 1.05;       ///< the same, positions are closed
  double claim_at = 1.0;              ///< the same, what is left is Binance's

  /// Where nothing must be kept, an account that owes nothing is normal.
  UniMmrState state(const RiskReport& report) const noexcept {
    if (!report.verdict.is_known()) return UniMmrState::unknown;
    if (!report.health) return report.resources.maintenance < 0.0 ? UniMmrState::claim : UniMmrState::normal;
    const double ratio = *report.health;
    if (ratio <= claim_at) return UniMmrState::claim;
    if (ratio <= liquidation_at) return UniMmrState::liquidation;
    if (ratio <= reduce_only_at) return UniMmrState::reduce_only;
    return ratio <= warning_at ? UniMmrState::warning : UniMmrState::normal;
  }

  Faults faults() const {
    Faults found;
    if (!(claim_at > 0.0)) report(found, FaultCode::not_positive, "binance.claim_at", {}, claim_at);
    if (!(liquidation_at >= claim_at)) report(found, FaultCode::out_of_order, "binance.liquidation_at", {}, liquidation_at);
    if (!(reduce_only_at >= liquidation_at)) report(found, FaultCode::out_of_order, "binance.reduce_only_at", {}, reduce_only_at);
    if (!(warning_at >= reduce_only_at && is_finite(warning_at)))
      report(found, FaultCode::out_of_order, "binance.warning_at", {}, warning_at);
    return found;
  }
};

inline constexpr Rulebook binance_portfolio_margin_rulebook{
    .venue = "Binance portfolio margin",
    .source = "Binance, \"portfolio margin\" and \"uniMMR\" FAQ",
    .date = "2024",
    .verified = "",
    .assumed = {"interest and the losses that open orders would realise are taken off the balances by the caller",
                "the initial share is marginal across brackets as the maintenance share is", "the whole account is closed"}};

/// The report's health is the uniMMR; `state` reads it. Source and what is assumed: `binance_portfolio_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto binance_portfolio_margin(const BinancePortfolioMargin& p, Var var = {}) {
  return RiskEvaluator{p.collateral_rates,
                       at_leverage(p.futures.brackets, p.futures.leverage_of_asset),
                       Black{},
                       std::move(var),
                       HealthThreshold{.warn = p.warning_at, .partial_close = p.liquidation_at},
                       &binance_portfolio_margin_rulebook,
                       p.faults()};
}

}  // namespace bulwark::BULWARK_TARGET::venue
