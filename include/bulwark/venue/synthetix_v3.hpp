#pragma once

#include "bulwark/collateral/skew_discount.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/liquidation_window.hpp"
#include "bulwark/margin/liquidation_reward_margin.hpp"
#include "bulwark/margin/skew_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/pricing/skew_price.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Synthetix v3 perps. Dollars of its own (market 0) are cash, at face value.
struct SynthetixV3 {
  struct Market {
    SkewMargin::Market margin;
    LiquidationWindow window;
    double flag_ratio;  ///< of notional, to the keeper who flags

    /// What a trade of so many coins is filled at.
    double fill(double index, double skew, double size) const noexcept { return SkewPrice{margin.scale}.fill(index, skew, size); }
  };
  std::vector<Market> of_asset;                ///< row AssetId
  std::vector<SkewDiscount::Terms> discounts;  ///< row AssetId of the collateral
  KeeperReward<double> keeper;                 ///< quote
  double collateral_reward_ratio = 0.0;        ///< of the collateral's value, to the keeper
  double flag_cost = 0.0;                      ///< quote: gas, from the chain's own cost node
  double liquidate_cost = 0.0;                 ///< quote

  SkewMargin margin() const {
    SkewMargin rule{.of_asset = {}};
    for (const Market& market : of_asset) rule.of_asset.push_back(market.margin);
    return rule;
  }

  LiquidationRewardMargin reward() const {
    LiquidationRewardMargin rule{.of_asset = {},
                                 .otherwise = {},
                                 .rule = keeper,
                                 .collateral_ratio = collateral_reward_ratio,
                                 .flag_cost = flag_cost,
                                 .liquidate_cost = liquidate_cost};
    for (const Market& market : of_asset) rule.of_asset.push_back({market.flag_ratio, market.window.capacity()});
    return rule;
  }

  /// Of the windows; those of the other rules are the evaluator's.
  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a)
      for (Fault fault : of_asset[static_cast<std::size_t>(a)].window.faults()) fault.where.outer = a, found.push_back(fault);
    return found;
  }
};

inline constexpr Rulebook synthetix_v3_rulebook{
    .venue = "Synthetix v3",
    .source = "Synthetix v3 perps, PerpsAccount (synthetix-v3 at 23585f7)",
    .date = "2025, markets are the caller's",
    .verified = "its own tests' margins, rewards and windows to 1e-9",
    .assumed = {"the account's own debt is negative cash", "amounts are real numbers (the chain rounds in wads)"}};

/// Collateral less its discounts and unrealised profit, against margins and what liquidating would cost: liquidatable where the latter two
/// at maintenance are more. Entries are at fill prices. A flagged account is liquidated to its end even if it recovers, which the caller
/// remembers. Source and what is assumed: `synthetix_v3_rulebook`.
template <VarPolicy Var = NoVar>
auto synthetix_v3(const SynthetixV3& p, Var var = {}) {
  return RiskEvaluator{SkewDiscount{p.discounts}, sum_of(p.margin(), p.reward()), Black{},   std::move(var),
                       HealthThreshold{},         &synthetix_v3_rulebook,         p.faults()};
}

/// What may be withdrawn of a report's resources, quote: nothing while a debt is open; NaN where either is unknown.
inline double synthetix_v3_withdrawable(const RiskReport& report, double debt) noexcept {
  return debt <= 0.0 ? greatest(0.0, report.initial_surplus()) : product(0.0, debt);
}

}  // namespace bulwark::BULWARK_TARGET::venue
