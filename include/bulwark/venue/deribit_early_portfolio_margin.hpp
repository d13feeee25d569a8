#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/margin/hedged_futures_charge.hpp"
#include "bulwark/margin/hedged_vega_charge.hpp"
#include "bulwark/margin/naked_short_margin.hpp"
#include "bulwark/margin/option_charge.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Deribit's portfolio margin before the far table and the shocks of 2024: a smaller grid and contingencies.
struct DeribitEarlyPortfolioMargin {
  double price_range;           ///< relative
  double volatility_range;      ///< relative, up and down, at 30 days
  double vega_power;            ///< of 30 days / days left
  double option_share = 0.0;    ///< of the notional of every option
  double naked_short = 0.0;     ///< coins for every option sold net at a strike
  double hedged_futures;        ///< of futures that offset each other
  double hedged_vega = 0.0;     ///< move of volatility between expiries, for vegas that offset each other
  double initial_factor = 1.3;  ///< initial / maintenance
};

// Three generations, by what distinguishes them; their pages bear no dates.
/// +-10 % and 27 % of volatility by the square root; 0.5 % of all options (an independent account of the rules).
inline DeribitEarlyPortfolioMargin deribit_half_percent_of_options() {
  return {.price_range = 0.10, .volatility_range = 0.27, .vega_power = 0.5, .option_share = 0.005, .hedged_futures = 0.01};
}
/// +-12.5 % and 40 %; 1 % of all options, 2 % of offsetting futures, 25 % of offsetting vegas (Deribit's documentation, "portfolio
/// margin").
inline DeribitEarlyPortfolioMargin deribit_one_percent_of_options() {
  return {.price_range = 0.125,
          .volatility_range = 0.40,
          .vega_power = 0.5,
          .option_share = 0.01,
          .hedged_futures = 0.02,
          .hedged_vega = 0.0025};
}
/// +-10 % and 38 % by the power of 0.30; 0.01 BTC for every option sold net at a strike (Deribit's documentation, the latest of the three).
inline DeribitEarlyPortfolioMargin deribit_net_short_by_strike() {
  return {.price_range = 0.10, .volatility_range = 0.38, .vega_power = 0.30, .naked_short = 0.01, .hedged_futures = 0.01};
}

inline constexpr Rulebook deribit_early_portfolio_margin_rulebook{
    .venue = "Deribit portfolio margin before 2024",
    .source = "Deribit's documentation, \"portfolio margin\" (three generations without dates); an independent account of the rules",
    .date = "before 2024",
    .verified = "the documentation's examples of offsetting futures; no whole account is known",
    .assumed = {"4 price moves a side, three volatilities at each", "terms below a day count as a day", "initial is 130 % of maintenance",
                "nothing is lent", "the whole account is closed"}};

/// Equity in coin against the worst of the grid plus contingencies. What is assumed: `deribit_early_portfolio_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto deribit_early_portfolio_margin(const DeribitEarlyPortfolioMargin& p, Var var = {}) {
  const ScenarioMargin matrix{.grid = {.price_range = p.price_range,
                                       .steps_per_side = 4,
                                       .vol_up = p.volatility_range,
                                       .vol_down = p.volatility_range,
                                       .term = {.short_power = p.vega_power, .long_power = p.vega_power},
                                       .numeraire = Numeraire::settlement}};
  const auto contingencies = sum_of(OptionCharge{p.option_share}, NakedShortMargin{p.naked_short, p.naked_short},
                                    HedgedFuturesCharge{p.hedged_futures}, HedgedVegaCharge{p.hedged_vega});
  return RiskEvaluator{no_haircut(),      sum_of(ScaledMargin{sum_of(matrix, contingencies), p.initial_factor, 1.0}, DebtMargin{}),
                       Black{},           std::move(var),
                       HealthThreshold{}, &deribit_early_portfolio_margin_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
