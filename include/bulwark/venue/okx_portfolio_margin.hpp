#pragma once

#include <array>

#include "bulwark/collateral/tiered_discount.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/borrow_margin.hpp"
#include "bulwark/margin/cash_basis_charge.hpp"
#include "bulwark/margin/cross_quote_charge.hpp"
#include "bulwark/margin/hedged_vega_charge.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/rate_charge.hpp"
#include "bulwark/margin/reduction_charge.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/scenario_list_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/margin/theta_charge.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// What OKX's tables say of one underlying. All relative.
struct OkxRiskUnit {
  std::array<double, 3> moves;  ///< MR1: price moves up and down, increasing
  double extreme;               ///< MR6: price move up and down
  RollCharge::Move basis;       ///< MR4
  double reduction;             ///< MR7: share of cash delta
};

// Notice "OKX will further adjust portfolio margin parameters" (January 2025).
inline constexpr OkxRiskUnit okx_bitcoin{.moves = {0.04, 0.08, 0.12}, .extreme = 0.24, .basis = {0.002, 0.05}, .reduction = 0.0045};
inline constexpr OkxRiskUnit okx_litecoin{.moves = {0.06, 0.12, 0.18}, .extreme = 0.36, .basis = {0.008, 0.15}, .reduction = 0.007};
inline constexpr OkxRiskUnit okx_other{.moves = {0.08, 0.16, 0.25}, .extreme = 0.50, .basis = {0.008, 0.30}, .reduction = 0.007};

/// OKX's portfolio margin mode.
struct OkxPortfolioMargin {
  std::vector<OkxRiskUnit> of_asset;           ///< row AssetId
  OkxRiskUnit otherwise = okx_other;           ///< the rest
  double volatility_up = 0.40;                 ///< MR1, relative
  double volatility_down = 0.25;               ///< MR1, relative
  double theta_years = 1.0 / 365.0;            ///< MR2
  double volatility_span = 0.05;               ///< MR3, of volatility between expiries
  double rate_move = 0.01;                     ///< MR5, per year
  double extreme_share = 0.5;                  ///< MR6: of the loss
  std::vector<ReductionCharge::Step> steps{};  ///< MR7
  BorrowMargin borrow{};                       ///< MR8
  CrossQuoteCharge cross_quote{};              ///< MR9
  double initial_of_maintenance = 1.3;         ///< of MR1 to MR7 and MR9
  TieredDiscount collateral{};  ///< what coins count for; one that is not named counts for nothing, because no scenario moves it
};

/// Of January 2025, as far as published. Debts: the fee is what the example's margin ratio implies. MR9: 0.5 % of the first million at a
/// price of 0.995, 40 % at 0.8 and below, and between them the rates of the notice's example.
inline OkxPortfolioMargin okx_january_2025() {
  const BorrowMargin::Rate usdt{.initial = 0.10, .maintenance = 0.02};
  return {.of_asset = {},
          .steps = {{10e3, 1.0}, {70e3, 2.0}, {170e3, 4.0}, {300e3, 6.0}, {470e3, 8.0}, {700e3, 10.0}, {1e18, 12.0}},
          .borrow = {.quote = usdt, .otherwise = usdt, .fee = 0.001},
          .cross_quote = {{{0.995, {{0.0, 0.005, 0.005}, {1e6, 0.0125, 0.0125}, {5e6, 0.02, 0.02}}},
                           {0.80, {{0.0, 0.0075, 0.0075}, {1e6, 0.0175, 0.0175}, {5e6, 0.025, 0.025}}},
                           {0.0, {{0.0, 0.40, 0.40}}}}}};
}

/// MR1: seven prices, volatility up, the same and down at each. MR6: two extreme prices. Moves are of the index, for every expiry alike.
inline ScenarioListMargin okx_price_and_volatility(const OkxPortfolioMargin& p) {
  const auto scenarios = [&](const OkxRiskUnit& unit) {
    ScenarioList::Scenarios list;
    const auto& [first, second, third] = unit.moves;
    for (const double move : {-third, -second, -first, 0.0, first, second, third})
      for (const double vol : {p.volatility_up, 0.0, -p.volatility_down}) list.push_back({.price = 1.0 + move, .vol = vol});
    return list;
  };
  ScenarioListMargin margin{.list = {.scenarios = scenarios(p.otherwise), .is_parallel = true}};
  for (const OkxRiskUnit& unit : p.of_asset) margin.list.of_asset.push_back(scenarios(unit));
  return margin;
}
inline ScenarioListMargin okx_extreme_move(const OkxPortfolioMargin& p) {
  const auto scenarios = [&](const OkxRiskUnit& unit) {
    const double share = p.extreme_share;
    return ScenarioList::Scenarios{{.price = 1.0 - unit.extreme, .weight = share}, {.price = 1.0 + unit.extreme, .weight = share}};
  };
  ScenarioListMargin margin{.list = {.scenarios = scenarios(p.otherwise), .is_parallel = true}};
  for (const OkxRiskUnit& unit : p.of_asset) margin.list.of_asset.push_back(scenarios(unit));
  return margin;
}

/// Maintenance of the derivatives of each underlying, whatever they settle in: max(MR1 + MR2 + MR3 + MR4 + MR5, MR6, MR7) + MR9.
inline auto okx_risk_units(const OkxPortfolioMargin& p) {
  ByExpiry basis{CashBasisCharge{p.otherwise.basis}};
  ReductionCharge reduction{.rate = p.otherwise.reduction, .of_asset = {}, .steps = p.steps};
  for (const OkxRiskUnit& unit : p.of_asset) basis.of_asset.push_back({unit.basis}), reduction.of_asset.push_back(unit.reduction);
  const auto stress = sum_of(okx_price_and_volatility(p), ThetaCharge{p.theta_years}, HedgedVegaCharge{p.volatility_span}, std::move(basis),
                             RateCharge{p.rate_move});
  return EachAsset{sum_of(largest_of(stress, okx_extreme_move(p), std::move(reduction)), p.cross_quote)};
}

inline constexpr Rulebook okx_portfolio_margin_rulebook{
    .venue = "OKX portfolio margin",
    .source =
        "OKX help pages on portfolio margin (2024, 2025), notices of December 2024 and January 2025, API documentation of position-builder",
    .date = "January 2025",
    .verified = "the account of the API documentation's example, to 1e-8",
    .assumed = {"MR1 moves volatility by +40 % and -25 %; MR2 is one day; MR3 is 5 points between expiries; MR5 is 1 % a year",
                "the least basis moves of MR4 and the shares of MR7 are those of the example for BTC and LTC, and LTC's for others",
                "MR8: every debt is at the example's rates of USDT",
                "MR9: rates the notice's example does not give, and where its tables change", "volatility stays in MR6",
                "MR9 is within the factor of 1.3", "coins held are not in the scenarios (spot-derivatives offset is not in use)",
                "collateral counts in full (see `TieredDiscount` for discounts)"}};

/// The account's margin ratio is its health: equity over maintenance with the fees of liquidation; liquidated below 1. List contracts on a
/// stablecoin's market with that coin as settlement, and the index in that coin as spot: gains are paid at its price.
/// Source and what is assumed: `okx_portfolio_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto okx_portfolio_margin(const OkxPortfolioMargin& p, Var var = {}) {
  return RiskEvaluator{p.collateral,      sum_of(ScaledMargin{okx_risk_units(p), p.initial_of_maintenance, 1.0}, p.borrow),
                       Black{},           std::move(var),
                       HealthThreshold{}, &okx_portfolio_margin_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
