#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/linear_liquidation_price.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/margin/user_leverage.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Gate's perpetuals settled in USDT.
struct Gate {
  TieredMargin risk_limits;
  std::vector<double> leverage_of_asset{};  ///< row AssetId: what the user picked; 0 or missing: the tier's largest
  double taker_fee = 0.00075;               ///< share of notional, kept for closing
};

/// BTC_USDT, risk limit tiers up to 3 million (an answer of the exchange in a public repository's tests, 9 August 2026). Its fourth row is
/// missing there: that maintenance is 0.45 % from 1.5 to 2 million is what makes the fifth deduction, 2,500, come out.
inline MarginTiers gate_btc_usdt_august_2026() {
  return {{0.0, 0.005, 0.003}, {500e3, 0.006666, 0.0035}, {1e6, 0.008, 0.004}, {1.5e6, 0.009, 0.0045}, {2e6, 0.01, 0.005}};
}

inline constexpr Rulebook gate_rulebook{
    .venue = "Gate perpetuals",
    .source = "Gate help, \"liquidation price\", API documentation, \"risk limit tiers\" (2022 to 2026)",
    .date = "9 August 2026",
    .verified = "the published deductions, and liquidation prices as a public repository's tests have them, to 1e-9",
    .assumed = {"the fourth tier's initial share is 0.9 %", "the fee to close is also set aside to open",
                "the initial share is marginal across tiers as the maintenance share is", "the whole account is closed"}};

/// Balance and unrealised profit against tiers on each position's notional and the fee to close it.
/// Source and what is assumed: `gate_rulebook`.
template <VarPolicy Var = NoVar>
auto gate(const Gate& p, Var var = {}) {
  const NotionalMargin closing{.rate = {p.taker_fee, p.taker_fee}};
  return RiskEvaluator{Haircut{},         sum_of(at_leverage(p.risk_limits, p.leverage_of_asset), closing),
                       Black{},           std::move(var),
                       HealthThreshold{}, &gate_rulebook};
}

/// Where one market's positions are liquidated, the fee in the denominator. `balance` is the position's margin, or `cross_balance`.
inline LiquidationPrices gate_liquidation_prices(double balance, std::span<const LinearLeg> sides, std::span<const MarginTier> tiers,
                                                 double taker_fee) noexcept {
  return linear_liquidation_prices(balance, sides, tiers, taker_fee);
}

}  // namespace bulwark::BULWARK_TARGET::venue
