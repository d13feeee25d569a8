#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/basis_charge.hpp"
#include "bulwark/margin/certainty_charge.hpp"
#include "bulwark/margin/coin_charge.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/naked_short_margin.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/scenario_list_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/venue/derive_feeds.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Derive's second portfolio margin manager, under the names of its parameters.
struct DerivePortfolioMargin2 {
  std::vector<DeriveScenario> scenarios;
  DeriveVolShock vol_shock;
  SkewTerm skew;
  BasisCharge basis;            ///< the multipliers of the forward, `add` and `mult`
  ExpiryDiscount discount;      ///< static discounts of positive and negative expiries
  double im_factor, mm_factor;  ///< on the worst scenario
  Depeg depeg;                  ///< added to im_factor
  double mm_perp, im_perp;      ///< share of spot; the second is added to the first to open
  double mm_option, im_option;  ///< the same for options sold net at a strike
  double confidence_threshold, confidence_margin;
  std::vector<Haircut::Terms> collateral{};  ///< row AssetId; `in_scenarios` is risk cancelling, which is cut too
  std::vector<AssetId> manager{};            ///< row AssetId: the underlying whose manager holds an asset as collateral; empty: itself
};

/// Both skews; +-18 % with volatility up; +-13.5, 9, 4.5 and 0 % with volatility down, as it is and up; eight tails. The dampening of a
/// tail is what its move is worth at the edge of the range.
inline std::vector<DeriveScenario> derive_scenarios_2026() {
  using enum DeriveScenario::Volatility;
  std::vector<DeriveScenario> list{{1.0, linear_skew}, {1.0, absolute_skew}, {1.18, up}};
  for (const double price : {1.135, 1.09, 1.045, 1.0, 0.955, 0.91, 0.865})
    for (const auto volatility : {down, none, up}) list.push_back({price, volatility});
  list.push_back({0.82, up});
  for (const auto& [price, dampening] :
       {std::pair{0.34, 0.21}, {0.67, 0.42}, {1.5, 0.2772}, {2.0, 0.1386}, {3.0, 0.0693}, {4.0, 0.0462}, {5.0, 0.03465}, {6.0, 0.02772}})
    list.push_back({price, up, dampening});
  return list;
}

/// The deployment configuration of Derive v2 (v2-core at 7736900, January 2026) for one underlying; collateral is the caller's.
inline DerivePortfolioMargin2 derive_portfolio_margin_2_2026() {
  return {.scenarios = derive_scenarios_2026(),
          .vol_shock = {.range_up = 0.5, .range_down = 0.3, .least_when_up = 0.4},
          .skew = {.linear = {0.25, -0.1}, .absolute = {0.25, -0.1}, .least_width = 0.01, .width_scale = 4.0, .width_vol = 0.6},
          .basis = {.up = 1.045, .down = 0.955, .add = 0.5, .per_year = 2.0},
          .discount = {.gain = 0.95, .gain_rate = 0.16, .loss = 1.05, .loss_rate = 0.16, .is_loss_capped = true},
          .im_factor = 1.0,
          .mm_factor = 0.8,
          .depeg = {.threshold = 0.99, .factor = 4.0},
          .mm_perp = 0.03,
          .im_perp = 0.01,
          .mm_option = 0.003,
          .im_option = 0.002,
          .confidence_threshold = 0.55,
          .confidence_margin = 1.0};
}

inline constexpr Rulebook derive_portfolio_margin_2_rulebook{
    .venue = "Derive portfolio margin 2",
    .source = "PMRM_2 and PMRMLib_2, Derive v2-core at 7736900",
    .date = "January 2026",
    .verified = "its own portfolios, every scenario, to 1e-9",
    .assumed = {
        "over several underlyings worst scenarios add, basis contingencies add, and the larger sum counts (an account there has one)"}};

/// Equity (options at Black's value with their expiry's discount, collateral at price / stable price) against the larger of the basis
/// contingency and the worst scenario, plus contingencies. Feeds: `MarketState::certainties` of an option is the least of its expiry's
/// forward, rate and volatility feeds; `quote_price` the stable coin's. Liquidatable below zero surplus.
/// Source and what is assumed: `derive_portfolio_margin_2_rulebook`.
template <VarPolicy Var = NoVar>
auto derive_portfolio_margin_2(const DerivePortfolioMargin2& p, Var var = {}) {
  ScenarioListMargin span{.list = p.vol_shock.list(p.scenarios)};
  span.list.skew = p.skew;
  span.list.by_expiry = p.discount;
  span.list.leader = p.manager;
  const CoinCharge perps{.futures = {.initial = p.mm_perp + p.im_perp, .maintenance = p.mm_perp}};
  const NakedShortMargin options{.initial = p.mm_option + p.im_option, .maintenance = p.mm_option};
  const CertaintyCharge confidence{.threshold = p.confidence_threshold, .factor = p.confidence_margin, .leader = p.manager};
  Haircut haircut{.of_asset = p.collateral};
  for (Haircut::Terms& terms : haircut.of_asset) terms.is_cut_too = terms.in_scenarios;  // what cancels risks is cut all the same
  return RiskEvaluator{
      std::move(haircut),
      sum_of(ScaledMargin{largest_of(p.basis, std::move(span)), p.im_factor, p.mm_factor, p.depeg}, perps, options, confidence),
      Black{},
      std::move(var),
      HealthThreshold{},
      &derive_portfolio_margin_2_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
