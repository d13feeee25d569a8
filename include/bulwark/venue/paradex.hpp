#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/delta_floor.hpp"
#include "bulwark/margin/funding_provision.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/scenario_list_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Paradex portfolio margin, as its documentation has the numbers in 2026.
struct ParadexPortfolioMargin {
  ScenarioList::Scenarios scenarios;  ///< the documentation's table
  double short_vega_power = 0.30;     ///< of 30 days / days left, below 30 days
  double long_vega_power = 0.13;      ///< the same from there on
  double least_days = 1.0;            ///< shorter terms count as this
  DeltaFloor floor{.net_rate = 0.02, .hedged_rate = 0.01};
  double maintenance_of_initial = 0.50;  ///< of the larger of scan risk and floor, not of the provisions
  double fee_rate = 0.0;                 ///< share of notional kept for fees; not in the documentation
  FundingProvision funding{};            ///< over 8 hours
};

/// The 24 scenarios: volatility up 40 % or down 22 %, far moves with volatility up and the published weights (16 % over the move, cut to
/// two places). Volatility never stands still.
inline ParadexPortfolioMargin paradex_portfolio_margin_2026() {
  constexpr double up = 0.40, down = -0.22;
  return {.scenarios = {{1.16, up},       {1.12, up},       {1.12, down},     {1.08, up},         {1.08, down},     {1.04, up},
                        {1.04, down},     {1.00, up},       {1.00, down},     {0.96, up},         {0.96, down},     {0.92, up},
                        {0.92, down},     {0.88, up},       {0.88, down},     {0.84, up},         {0.34, up, 0.24}, {0.67, up, 0.48},
                        {1.50, up, 0.32}, {2.00, up, 0.16}, {3.00, up, 0.08}, {4.00, up, 0.0533}, {5.00, up, 0.04}, {6.00, up, 0.032}}};
}

inline constexpr Rulebook paradex_portfolio_margin_rulebook{
    .venue = "Paradex portfolio margin",
    .source = "Paradex documentation, risk/portfolio-margin (beta)",
    .date = "2026",
    .verified = "the documentation's example of the delta floor, exactly; no whole account is known",
    .assumed = {"underlyings do not offset each other", "the whole account is closed", "only USDC is collateral"}};

/// The larger of scan risk and delta floor for each underlying; half of it to maintain; fees and expected funding on top of both.
/// Source and what is assumed: `paradex_portfolio_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto paradex_portfolio_margin(const ParadexPortfolioMargin& p, Var var = {}) {
  const VolatilityTerm term{
      .reference_days = 30.0, .short_power = p.short_vega_power, .long_power = p.long_vega_power, .least_days = p.least_days};
  const ScenarioListMargin scan{.list = {.scenarios = p.scenarios, .term = term}};
  const ScaledMargin net{EachAsset{largest_of(scan, p.floor)}, 1.0, p.maintenance_of_initial};
  const NotionalMargin fees{.rate = {p.fee_rate, p.fee_rate}};
  return RiskEvaluator{Haircut{},         sum_of(net, fees, p.funding),      Black{}, std::move(var),
                       HealthThreshold{}, &paradex_portfolio_margin_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
