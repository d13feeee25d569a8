#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/notional_margin.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A liquidity tier of dYdX v4: how a market is margined, and how much open interest it bears before opening becomes dearer.
struct LiquidityTier {
  double initial;                    ///< share of notional
  double maintenance_of_initial;     ///< share of the initial share
  double open_interest_lower = 0.0;  ///< quote; no scaling below
  double open_interest_upper = 0.0;  ///< quote; fully margined above. 0: no scaling

  /// The initial share rises linearly to 1 between the two; maintenance never rises, so only new risk gets dearer.
  double initial_at(double open_interest) const noexcept {
    if (open_interest_upper <= 0.0 || open_interest <= open_interest_lower) return initial;
    if (open_interest >= open_interest_upper) return 1.0;
    const double way = (open_interest - open_interest_lower) / (open_interest_upper - open_interest_lower);
    return fma(1.0 - initial, way, initial);
  }

  double maintenance() const noexcept { return product(initial, maintenance_of_initial); }

  /// What a position in the market is charged at this open interest, quote.
  NotionalMargin::Rate rate(double open_interest) const noexcept { return {initial_at(open_interest), maintenance()}; }
};

// Liquidity tiers of the production genesis of dYdX v4 (v4-chain at commit 84d4664, 2024).
inline constexpr LiquidityTier dydx_large_cap{.initial = 0.02, .maintenance_of_initial = 0.6};
inline constexpr LiquidityTier dydx_mid_cap{0.05, 0.6, 40e6, 100e6};
inline constexpr LiquidityTier dydx_small_cap{0.10, 0.5, 20e6, 50e6};
inline constexpr LiquidityTier dydx_long_tail{0.20, 0.5, 5e6, 10e6};
inline constexpr LiquidityTier dydx_safety{1.00, 0.2, 2e6, 5e6};

/// A cross-margined perpetual venue of the dYdX v4 kind.
struct CrossMargin {
  struct Market {
    LiquidityTier tier;
    double open_interest = 0.0;  ///< quote
  };
  std::vector<Market> of_asset;           ///< row AssetId
  Market otherwise{.tier = dydx_safety};  ///< the rest
  double close_fraction = 0.10;           ///< of a position, per liquidation order
};

/// Net collateral against initial and maintenance shares of each position's notional; liquidatable below maintenance.
/// Source: dYdX v4 chain, `x/perpetuals` and `x/subaccounts` (2024). *Assumed*: amounts are real numbers (the chain rounds requirements
/// up); isolated markets are accounts of their own.
template <VarPolicy Var = NoVar>
auto cross_margin(const CrossMargin& p, Var var = {}) {
  const auto rate = [](const CrossMargin::Market& market) { return market.tier.rate(market.open_interest); };
  NotionalMargin margin{.rate = rate(p.otherwise)};
  for (const CrossMargin::Market& market : p.of_asset) margin.of_asset.push_back(rate(market));
  const HealthThreshold threshold{.partial_close = 1.0, .full_close = 0.0, .close_fraction = p.close_fraction};
  return RiskEvaluator{Haircut{}, std::move(margin), Black{}, std::move(var), threshold};
}

}  // namespace bulwark::BULWARK_TARGET::venue
