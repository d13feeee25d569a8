#pragma once

#include "bulwark/collateral/lesser_weight.hpp"
#include "bulwark/collateral/size_weight.hpp"
#include "bulwark/collateral/weighted_balances.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/size_premium_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/margin/weighted_debt.hpp"
#include "bulwark/math/power_of_ten.hpp"
#include "bulwark/venue/drift_v2_parameters.hpp"

namespace bulwark::BULWARK_TARGET::venue {

inline constexpr Rulebook drift_v2_rulebook{
    .venue = "Drift v2",
    .source = "Drift protocol-v2 at 0ae3e3b1",
    .date = "2026, markets of its own tests",
    .verified =
        "the programme's own tests to the last unit, in integers; these real numbers up to its truncation of weights (1e-4 of each value)",
    .assumed = {"the quote is worth one", "prices are not held against their averages",
                "nobody asked for less leverage or is in high-leverage mode", "no prediction markets",
                "the whole account is closed (the programme closes by `LiquidationPace`)"}};

/// Drift v2 over any book: cross margin without orders, in real numbers. To the last unit: `drift_v2_account.hpp`,
/// `drift_v2_liquidation.hpp`. Source and what is assumed, here and not there: `drift_v2_rulebook`.
template <ExactInteger Int, VarPolicy Var = NoVar>
auto drift_v2(const DriftV2<Int>& p, Var var = {}) {
  const auto share = [](const Int& x, int unit) { return static_cast<double>(x) / unit; };
  const auto factor = [&](const Int& x) { return share(x, fixed::rate); };
  const auto weight = [&](const Int& x) { return share(x, fixed::weight); };
  using Weight = LesserWeight<SizeWeight, ConcentrationWeight>;
  WeightedBalances<Weight> collateral{};
  WeightedDebt debt{};
  SizePremiumMargin margin{};
  for (const DriftSpotMarket<Int>& m : p.spot) {
    const SpotWeights<Int>& w = m.weights;
    ConcentrationWeight concentration{.initial = weight(w.initial_asset), .maintenance = weight(w.maintenance_asset)};
    concentration.deposits = static_cast<double>(m.deposits) / static_cast<double>(power_of_ten<Int>(m.decimals));
    if (Int(0) < w.scale_start) concentration.start = share(w.scale_start, fixed::quote);
    collateral.of_asset.push_back({{weight(w.initial_asset), weight(w.maintenance_asset), factor(w.size_factor)}, concentration});
    debt.of_asset.push_back({weight(w.initial_liability), weight(w.maintenance_liability), factor(w.size_factor)});
  }
  for (const DriftPerpMarket<Int>& m : p.perps) {
    margin.of_asset.push_back({weight(m.ratio.initial), weight(m.ratio.maintenance), factor(m.ratio.size_factor)});
    const ExactUnrealisedWeight<Int>& u = m.unrealised;
    collateral.profits.push_back({.initial = weight(bulwark::concentrated_weight<Int>(u.initial, m.net_profit, u.most_imbalance)),
                                  .maintenance = weight(u.maintenance),
                                  .size_factor = factor(u.size_factor),
                                  .initial_cap = share(u.initial_cap, fixed::quote)});
  }
  return RiskEvaluator{std::move(collateral),
                       sum_of(std::move(margin), std::move(debt)),
                       Black{},
                       std::move(var),
                       HealthThreshold{},
                       &drift_v2_rulebook,
                       p.faults()};
}

}  // namespace bulwark::BULWARK_TARGET::venue
