#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/margin/delta_shock.hpp"
#include "bulwark/margin/fixed_margin.hpp"
#include "bulwark/margin/roll_charge.hpp"
#include "bulwark/margin/rounded_margin.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Whether a currency's equity moves with the scenarios of cross portfolio margin.
enum class EquitySideImpact { none, both };

/// One currency of Deribit's portfolio margin, under the names its interface gives the parameters.
struct DeribitPortfolioMargin {
  double price_range;                                            ///< relative; 9 price columns
  double volatility_range_up;                                    ///< relative
  double volatility_range_down = 0.25;                           ///< relative
  double short_term_vega_power = 0.30;                           ///< of 30 days / days left, below 30 days
  double long_term_vega_power = 0.13;                            ///< the same beyond
  double min_volatility_for_shock_up = 0.50;                     ///< per sqrt(year)
  double extended_table_factor = 1.0;                            ///< on the weight of far profits, range / |move|
  double extended_dampener;                                      ///< quote
  double min_annualised_move;                                    ///< least basis move, relative
  double annualised_move_risk;                                   ///< basis move, relative per year to expiry
  double delta_total_liq_shock_threshold = 20e6;                 ///< quote of delta
  double m_inc;                                                  ///< added to the delta shock's share per coin above the threshold
  double max_delta_shock = 0.10;                                 ///< largest such share
  double mm_factor = 0.8;                                        ///< maintenance / initial
  double pnl_offset = 0.0;                                       ///< cross: share of a gain that offsets losses of the correlation set
  double max_offsetable_pnl = 0.0;                               ///< cross: quote; no more of it does
  bool correlation_set = false;                                  ///< cross: moves together with the other currencies that have it
  double haircut = 0.0;                                          ///< cross: on equity in it, for opening
  EquitySideImpact equity_side_impact = EquitySideImpact::both;  ///< cross
  std::vector<double> extended_moves{-0.66, -0.33, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0};  ///< relative price moves, volatility up
};

/// As the interface returned them for BTC in June 2024.
inline DeribitPortfolioMargin deribit_btc_june_2024() {
  return {.price_range = 0.16,
          .volatility_range_up = 0.50,
          .extended_dampener = 100'000.0,
          .min_annualised_move = 0.01,
          .annualised_move_risk = 0.075,
          .m_inc = 0.00005};
}

/// As the interface returned them for ETH in February 2026.
inline DeribitPortfolioMargin deribit_eth_february_2026() {
  return {.price_range = 0.18,
          .volatility_range_up = 0.40,
          .extended_dampener = 200'000.0,
          .min_annualised_move = 0.005,
          .annualised_move_risk = 0.05,
          .m_inc = 0.000004,
          .pnl_offset = 0.6,
          .max_offsetable_pnl = 20e6};
}

/// The grid and the far moves of one currency.
inline ShockGrid deribit_grid(const DeribitPortfolioMargin& p, Numeraire numeraire) {
  return {.price_range = p.price_range,
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
          .numeraire = numeraire};
}

/// Its delta shock.
inline DeltaShock::Terms deribit_delta_shock(const DeribitPortfolioMargin& p) {
  return {.threshold = p.delta_total_liq_shock_threshold, .per_coin = p.m_inc, .most = p.max_delta_shock};
}

inline constexpr Rulebook deribit_portfolio_margin_rulebook{
    .venue = "Deribit portfolio margin",
    .source = "Deribit API reference and support articles on portfolio margin (2024 to 2026)",
    .date = "BTC June 2024, ETH February 2026",
    .verified = "two published futures accounts to the last printed digit, their risk vectors to 1e-12",
    .assumed = {"the volatility floor never lowers a volatility",
                "nothing is lent, so that a debt in cash or coins is required in full on top", "terms below a day count as a day",
                "pairs of one settlement currency do not offset", "the whole account is closed (Deribit closes in rounds)",
                "an entry of the risk vector has volatility up first (published vectors show only that \"same\" is between the others)"}};

/// Deribit's segregated portfolio margin of one currency: equity in coin against the worst of a 9 x 3 grid and 8 far moves, counted in coin
/// and rounded to 9 decimals, plus roll shock and delta shock; maintenance is a share of it. Offsets of profits (`pnl_offset`) do not
/// change the worst case of a single pair, correlation contingency was 0. Both shocks are not rounded, the published roll shocks are not
/// either. Source and what is assumed: `deribit_portfolio_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto deribit_portfolio_margin(const DeribitPortfolioMargin& p, Var var = {}) {
  const ScenarioMargin matrix{.grid = deribit_grid(p, Numeraire::settlement),
                              .initial_factor = 1.0,
                              .maintenance_factor = p.mm_factor,
                              .far_relief = p.extended_dampener,
                              .rounding = 1e-9};
  const RollCharge roll{
      .least_move = p.min_annualised_move, .annual_move = p.annualised_move_risk, .initial_factor = 1.0, .maintenance_factor = p.mm_factor};
  const DeltaShock delta{.otherwise = deribit_delta_shock(p), .initial_factor = 1.0, .maintenance_factor = p.mm_factor};
  return RiskEvaluator{no_haircut(),      sum_of(matrix, roll, delta, DebtMargin{}), Black{}, std::move(var),
                       HealthThreshold{}, &deribit_portfolio_margin_rulebook};
}

/// What an account has reserved beside its positions, as the interface lists it: initial only.
struct DeribitReserved {
  AssetId currency;                 ///< that it is counted in; the quote for cross margin, which counts in USD
  double spot_margin = 0.0;         ///< units of it
  double mmp_margin = 0.0;          ///< for market maker protection
  double open_orders_margin = 0.0;  ///< for orders
};

/// `venue` for such an account; its initial margin is rounded to 9 decimals of the currency at the end, as it is printed.
template <class Venue>
auto deribit_with_reserved(const Venue& venue, const DeribitReserved& reserved) {
  const FixedMargin fixed{.settlement = reserved.currency,
                          .initial = reserved.spot_margin + reserved.mmp_margin + reserved.open_orders_margin};
  const RoundedMargin margin{sum_of(venue.margin, fixed), reserved.currency};
  return RiskEvaluator{venue.collateral, margin, venue.pricer, venue.var, venue.liquidation, venue.rulebook};
}

/// Where the interface puts a scenario.
struct DeribitBucket {
  Index bucket;      ///< price column of its table from the lowest, from 1
  Index index;       ///< of its risk vector, from 0
  bool is_extended;  ///< of the extended table
};

/// The vector has volatility up, same, down for each price where our scenarios have same, up, down: ties are "same" in both.
inline DeribitBucket deribit_bucket(Index scenario, Index near_size = 27) noexcept {
  if (scenario >= near_size) return {scenario - near_size + 1, scenario - near_size, true};
  constexpr Index place[] = {1, 0, 2};
  return {scenario / 3 + 1, scenario / 3 * 3 + place[scenario % 3], false};
}

}  // namespace bulwark::BULWARK_TARGET::venue
