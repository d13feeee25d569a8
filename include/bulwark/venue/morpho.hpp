#pragma once

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/bonus_liquidation.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A market of Morpho Blue: one collateral, one loan, one ratio for lending and liquidating. One text in doubles and in the chain's
/// integers (shares in wads, prices per unit in 10^36); 256 bits suffice wherever they suffice the chain. Source: Morpho Blue documentation
/// and constants (2024): incentive = min(1.15, 1 / (1 - 0.3 (1 - ratio))).
template <Amount A>
struct MorphoMarket {
  A ratio;  ///< of the collateral's value that may be owed [LLTV], in (0, 1)

  /// Collateral seized per debt repaid. The whole loan may be.
  constexpr A incentive() const {
    const A one = one_in_wads<A>();
    const A off = product_over(parts_of(3, 10, one), A(one - ratio), one, Rounding::floor);
    return smaller(parts_of(115, 100, one), A(product_over(one, one, A(one - off), Rounding::floor)));
  }

  /// The most that may be owed against so much collateral, in the loan's units.
  constexpr A most_borrowed(const A& collateral, const A& price) const {
    const A scale = times(one_in_wads<A>(), one_in_wads<A>());
    return product_over(A(product_over(collateral, price, scale, Rounding::floor)), ratio, one_in_wads<A>(), Rounding::floor);
  }

  /// Exactly at the ratio is still well; an unknown value is not.
  constexpr bool is_healthy(const A& collateral, const A& price, const A& borrowed) const {
    const A most = most_borrowed(collateral, price);
    return most == borrowed || borrowed < most;
  }

  Faults faults() const {
    Faults found;
    if (!(A(0) < ratio && ratio < one_in_wads<A>())) report(found, FaultCode::out_of_range, "morpho.ratio", {}, as_double(ratio));
    return found;
  }
};

inline constexpr Rulebook morpho_rulebook{.venue = "Morpho Blue",
                                          .source = "Morpho Blue documentation and constants",
                                          .date = "2024",
                                          .verified = "",
                                          .assumed = {"amounts are real numbers"}};

/// Loans against one asset of the market, owed in cash. What no collateral is left to pay for is the lenders' loss.
/// Source and what is assumed, here and not in the integers: `morpho_rulebook`.
template <VarPolicy Var = NoVar>
auto morpho(const MorphoMarket<double>& p, AssetId collateral, Var var = {}) {
  const auto row = static_cast<std::size_t>(bulwark::row(collateral));
  LoanToValue ratios{.of_asset = std::vector<LoanToValue::Ratio>(row + 1, {0.0, 0.0})};
  BonusLiquidation rule{.thresholds = {}, .of_asset = std::vector<ToxicFrontier>(row + 1, {0.0, 0.0})};
  ratios.of_asset[row] = {.borrow = p.ratio, .liquidation = p.ratio};
  rule.of_asset[row] = {.threshold = p.ratio, .bonus = p.incentive() - 1.0};
  return RiskEvaluator{std::move(ratios), DebtMargin{}, Black{}, std::move(var), std::move(rule), &morpho_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
