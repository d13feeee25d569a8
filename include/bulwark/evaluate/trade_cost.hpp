#pragma once

#include <concepts>
#include <limits>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// What trading costs against the mark: fees, penalty and slippage together, quote.
/// Semantics: nothing for no quantity, never negative, not falling as the quantity grows either way. NaN where so much cannot be traded.
template <class C>
concept TradeCost = std::copyable<C> && requires(const C costs, const PricedMarket& market, Index row, double quantity) {
  { costs.cost(market, row, quantity) }
  noexcept->std::same_as<double>;
};

/// What a row is marked at, in the money that trades in it are paid in: settlement units per option; quote per coin of all else.
inline double mark_of(const PricedMarket& market, Index row) noexcept {
  const ContractTerms& terms = market.terms(row);
  if (terms.kind == InstrumentKind::option) return market.at(row, Column::option_value) / terms.multiplier;
  return terms.kind == InstrumentKind::spot ? market.settlement_price(static_cast<Index>(terms.unit)) : terms.underlying;
}

/// Everything trades at its mark.
struct NoTradeCost {
  double cost(const PricedMarket&, Index, double) const noexcept { return 0.0; }
};
static_assert(TradeCost<NoTradeCost>);

/// What one row's own book takes from who crosses it.
struct RowCost {
  double half_spread = 0.0;  ///< quote per contract
  double impact = 0.0;       ///< quote per contract and contract: the average price is worse by so much for each contract traded
};

/// A share of the notional and each row's own spread and linear impact.
struct RowCosts {
  double fee = 0.0;                   ///< share of notional
  double penalty = 0.0;               ///< share of notional that a liquidation costs on top
  std::span<const RowCost> of_row{};  ///< row of the listing; the caller's. Rows beyond it have `otherwise`
  RowCost otherwise{};

  double cost(const PricedMarket& market, Index row, double quantity) const noexcept {
    const RowCost& own = row < std::ssize(of_row) ? of_row[static_cast<std::size_t>(row)] : otherwise;
    const double size = magnitude(quantity), notional = magnitude(market.at(row, Column::notional));
    return product(size, fma(fee + penalty, notional, fma(own.impact, size, own.half_spread)));
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double x, const char* field, Index at) {
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::negative, field, {.outer = at}, x);
    };
    check(fee, "row_costs.fee", -1), check(penalty, "row_costs.penalty", -1);
    for (Index r = 0; r < std::ssize(of_row); ++r) {
      const RowCost& own = of_row[static_cast<std::size_t>(r)];
      check(own.half_spread, "row_costs.half_spread", r), check(own.impact, "row_costs.impact", r);
    }
    check(otherwise.half_spread, "row_costs.otherwise.half_spread", -1), check(otherwise.impact, "row_costs.otherwise.impact", -1);
    return found;
  }
};
static_assert(TradeCost<RowCosts>);

}  // namespace bulwark::BULWARK_TARGET
