#pragma once

#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// The largest magnitude under any scenario of any block, of a row of the table or of a unit's legs. NaN for a row that is not known.
inline double largest_profit(const PricedMarket& market, const double* row) noexcept {
  double most = 0.0;
  for (const ScenarioBlock& block : market.blocks())
    for (Index c = block.first; c < block.first + block.count; ++c) most = greatest(most, magnitude(row[c]));
  return most;
}

/// The most that one contract of a row adds to any profit under a scenario or any value of an account, quote. NaN for a row that is not
/// known.
inline double largest_entry(const PricedMarket& market, Index row) noexcept {
  const auto of = [&](Column c) { return magnitude(market.at(row, c)); };
  const double value = of(Column::coins) + of(Column::option_value) + of(Column::future_value);
  const double price = market.settlement_price(static_cast<Index>(market.terms(row).unit));
  return greatest(largest_profit(market, market.row(row)), product(value, price));
}

/// The same of one settlement unit of entry legs or coins of a risk unit, however far the scenarios move it.
inline double largest_leg_entry(const PricedMarket& market, Index unit) noexcept {
  return greatest(largest_profit(market, market.leg_row(unit)), market.settlement_price(unit));
}

}  // namespace bulwark::BULWARK_TARGET
