#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/margin/short_option_margin.hpp"
#include "bulwark/margin/size_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// One currency of Deribit's standard margin.
struct DeribitStandardMargin {
  double future_initial = 0.02;      ///< share of a future's notional
  double future_maintenance = 0.01;  ///< the same
  double future_per_coin;            ///< added to both per coin of size
  ShortOptionMargin options{};       ///< 15 % less what is out of the money, at least 10 %; 7.5 % to keep
};

/// BTC: 2 % and 0.5 % per 100 BTC (futures specification, 2024).
inline DeribitStandardMargin deribit_btc_standard_2024() { return {.future_per_coin = 0.00005}; }

/// The futures of one currency.
inline SizeRate deribit_futures(const DeribitStandardMargin& p) {
  return {.initial = p.future_initial, .maintenance = p.future_maintenance, .per_coin = p.future_per_coin};
}

inline constexpr Rulebook deribit_standard_margin_rulebook{
    .venue = "Deribit standard margin",
    .source = "futures specification and support articles on standard margin",
    .date = "2024",
    .verified = "futures and short options of the documents, an ETH position of February 2026 to its last digit",
    .assumed = {"BTC futures need 1 % to keep (captured for ETH; older documents say 1.5 %)", "margins of options are not rounded",
                "nothing is lent: a debt is required in full on top; in cross margin it is borrowed against the other currencies",
                "cross margin rounds in the settlement currency before it converts",
                "the whole account is closed (Deribit closes in rounds)"}};

/// Deribit's segregated standard margin of one currency: equity in coin against plain sums over positions, no netting of hedges; a future's
/// margins are rounded to 9 decimals of what it settles in. Source and what is assumed: `deribit_standard_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto deribit_standard_margin(const DeribitStandardMargin& p, Var var = {}) {
  const SizeMargin futures{.rate = deribit_futures(p), .rounding = 1e-9};
  return RiskEvaluator{no_haircut(),      sum_of(futures, p.options, DebtMargin{}), Black{}, std::move(var),
                       HealthThreshold{}, &deribit_standard_margin_rulebook};
}

/// Deribit's cross standard margin.
struct DeribitCrossStandardMargin {
  struct Currency {
    SizeRate futures;      ///< on it, whatever they settle in
    double haircut = 0.0;  ///< on equity in it, for opening
  };
  std::vector<Currency> of_asset;  ///< row AssetId; futures on the rest need their notional, and equity in the rest counts for nothing
  ShortOptionMargin options{};     ///< on every currency
};

inline constexpr Rulebook deribit_cross_standard_margin_rulebook{
    .venue = "Deribit cross standard margin",
    .source = "Deribit support articles on margin types and cross collateral",
    .date = "2024",
    .verified = "",
    .assumed = {"margins of options are not rounded", "what is owed in one currency is borrowed against the others",
                "margins are rounded in the settlement currency before they are converted",
                "the whole account is closed (Deribit closes in rounds)"}};

/// The same sums in USD over all currencies, against their equity in USD less haircuts for opening.
/// Source and what is assumed: `deribit_cross_standard_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto deribit_cross_standard_margin(const DeribitCrossStandardMargin& p, Var var = {}) {
  SizeMargin futures{.rate = {.initial = 1.0, .maintenance = 1.0, .per_coin = 0.0}, .rounding = 1e-9};
  Haircut equity;
  for (const DeribitCrossStandardMargin::Currency& one : p.of_asset) {
    futures.of_asset.push_back(one.futures);
    equity.of_asset.push_back({.initial = one.haircut});
  }
  return RiskEvaluator{std::move(equity), sum_of(std::move(futures), p.options),  Black{}, std::move(var),
                       HealthThreshold{}, &deribit_cross_standard_margin_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
