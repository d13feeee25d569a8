#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/basis_charge.hpp"
#include "bulwark/margin/certainty_charge.hpp"
#include "bulwark/margin/coin_charge.hpp"
#include "bulwark/margin/each_asset.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/naked_short_margin.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/scenario_list_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/venue/derive_feeds.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Derive's first portfolio margin manager, under the names of its parameters.
struct DerivePortfolioMargin1 {
  std::vector<DeriveScenario> scenarios;
  DeriveVolShock vol_shock;
  BasisCharge basis;                                  ///< the multipliers of the forward, `add` and `mult`
  double static_discount, rate_mult, rate_add;        ///< of an expiry that is worth something when shocked
  double im_factor;                                   ///< on the worst scenario and the static contingencies
  Depeg depeg;                                        ///< added to im_factor
  double base_percent, perp_percent, option_percent;  ///< static contingencies: shares of spot
  double confidence_threshold, confidence_margin;
};

/// +-20 % with volatility up; +-15, 10, 5 and 0 % with volatility up, as it is and down.
inline std::vector<DeriveScenario> derive_scenarios_2023() {
  using enum DeriveScenario::Volatility;
  std::vector<DeriveScenario> list{{1.20, up}};
  for (const double price : {1.15, 1.10, 1.05, 1.0, 0.95, 0.90, 0.85})
    for (const auto volatility : {up, none, down}) list.push_back({price, volatility});
  list.push_back({0.80, up});
  return list;
}

/// The deployment configuration of Derive v2's first manager (v2-core at 7736900, January 2026).
inline DerivePortfolioMargin1 derive_portfolio_margin_1_2026() {
  return {.scenarios = derive_scenarios_2023(),
          .vol_shock = {.range_up = 0.6, .range_down = 0.3},
          .basis = {.up = 1.05, .down = 0.95, .add = 1.0, .per_year = 1.2},
          .static_discount = 0.95,
          .rate_mult = 1.0,
          .rate_add = 0.12,
          .im_factor = 1.25,
          .depeg = {.threshold = 0.99, .factor = 4.0},
          .base_percent = 0.03,
          .perp_percent = 0.03,
          .option_percent = 0.02,
          .confidence_threshold = 0.55,
          .confidence_margin = 1.0};
}

inline constexpr Rulebook derive_portfolio_margin_1_rulebook{
    .venue = "Derive portfolio margin 1",
    .source = "PMRM and PMRMLib, Derive v2-core at 7736900",
    .date = "January 2026",
    .verified = "its own portfolios to 1e-9, or to the whole unit where it prints no more",
    .assumed = {"several underlyings are as many managers whose requirements add (an account there has one)"}};

/// As the second manager, with options at Black's undiscounted value (give forwards a discount of 1 and their rate apart), the underlying
/// itself as collateral that moves with the scenarios, and static contingencies that the initial factor scales too.
/// Source and what is assumed: `derive_portfolio_margin_1_rulebook`.
template <VarPolicy Var = NoVar>
auto derive_portfolio_margin_1(const DerivePortfolioMargin1& p, Var var = {}) {
  ScenarioListMargin span{.list = p.vol_shock.list(p.scenarios)};
  span.list.by_expiry = {.gain = p.static_discount, .gain_rate_share = p.rate_mult, .gain_rate = p.rate_add};
  const CoinCharge coins{.futures = {p.perp_percent, p.perp_percent}, .holdings = {p.base_percent, p.base_percent}};
  const NakedShortMargin options{.initial = p.option_percent, .maintenance = p.option_percent};
  const CertaintyCharge confidence{.threshold = p.confidence_threshold, .factor = p.confidence_margin, .coins_as_futures = true};
  return RiskEvaluator{
      Haircut{.otherwise = {.in_scenarios = true}},
      sum_of(ScaledMargin{sum_of(EachAsset{largest_of(p.basis, std::move(span))}, coins, options), p.im_factor, 1.0, p.depeg}, confidence),
      Black{},
      std::move(var),
      HealthThreshold{},
      &derive_portfolio_margin_1_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
