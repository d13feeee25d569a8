#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/margin/roll_charge.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// One currency of Deribit's segregated portfolio margin, under the names its interface gives the parameters.
struct DeribitPortfolioMargin {
  double price_range;                                                              ///< relative; 9 price columns
  double volatility_range_up;                                                      ///< relative
  double volatility_range_down = 0.25;                                             ///< relative
  double short_term_vega_power = 0.30;                                             ///< of 30 days / days left, below 30 days
  double long_term_vega_power = 0.13;                                              ///< the same beyond
  double min_volatility_for_shock_up = 0.50;                                       ///< per sqrt(year)
  double extended_table_factor = 1.0;                                              ///< on the weight of far profits, range / |move|
  double extended_dampener;                                                        ///< quote
  double min_annualised_move;                                                      ///< least basis move, relative
  double annualised_move_risk;                                                     ///< basis move, relative per year to expiry
  double mm_factor = 0.8;                                                          ///< maintenance / initial
  std::vector<double> extended_moves{-0.66, -0.33, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0};  ///< relative price moves, volatility up
};

/// As the interface returned them for BTC in June 2024.
inline DeribitPortfolioMargin deribit_btc_june_2024() {
  return {.price_range = 0.16,
          .volatility_range_up = 0.50,
          .extended_dampener = 100'000.0,
          .min_annualised_move = 0.01,
          .annualised_move_risk = 0.075};
}

/// As the interface returned them for ETH in February 2026.
inline DeribitPortfolioMargin deribit_eth_february_2026() {
  return {.price_range = 0.18,
          .volatility_range_up = 0.40,
          .extended_dampener = 200'000.0,
          .min_annualised_move = 0.005,
          .annualised_move_risk = 0.05};
}

/// Deribit's portfolio margin of one currency: equity in coin against the worst of a 9 x 3 grid and 8 far moves, counted in coin and
/// rounded to 9 decimals, plus the roll shock. Market maker protection and order margins are a `FixedMargin` on top. Source: Deribit API
/// reference and support articles on portfolio margin (2024 to 2026); equal to two published futures accounts. *Assumed*: the volatility
/// floor never lowers a volatility; nothing is lent, so that a debt in cash or coins is required in full on top; terms below a day
/// count as a day; the whole account is closed (Deribit closes in rounds). Not in it: delta shock (0 below 20 million USD of delta),
/// offsets between currency pairs, cross collateral.
template <VarPolicy Var = NoVar>
auto deribit_portfolio_margin(const DeribitPortfolioMargin& p, Var var = {}) {
  const ScenarioMargin matrix{.grid = {.price_range = p.price_range,
                                       .steps_per_side = 4,
                                       .vol_up = p.volatility_range_up,
                                       .vol_down = p.volatility_range_down,
                                       .term = {.reference_days = 30.0,
                                                .short_power = p.short_term_vega_power,
                                                .long_power = p.long_term_vega_power,
                                                .least_days = 1.0,
                                                .floor_when_up = p.min_volatility_for_shock_up},
                                       .far_moves = p.extended_moves,
                                       .far_factor = p.extended_table_factor,
                                       .numeraire = Numeraire::settlement},
                              .initial_factor = 1.0,
                              .maintenance_factor = p.mm_factor,
                              .far_relief = p.extended_dampener,
                              .rounding = 1e-9};
  const RollCharge roll{
      .least_move = p.min_annualised_move, .annual_move = p.annualised_move_risk, .initial_factor = 1.0, .maintenance_factor = p.mm_factor};
  return RiskEvaluator{no_haircut(), sum_of(matrix, roll, DebtMargin{}), Black{}, std::move(var), HealthThreshold{}};
}

}  // namespace bulwark::BULWARK_TARGET::venue
