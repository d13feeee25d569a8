#pragma once

#include "bulwark/math/lanes.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// The largest magnitude under any scenario of any block, of a row of the table or of a unit's legs. NaN for a row that is not known.
inline double largest_profit(const PricedMarket& market, const double* row) noexcept {
  Lanes<8> eight(0.0);
  double most = 0.0;
  for (const ScenarioBlock& block : market.blocks()) {
    const Index end = block.first + block.count;
    Index c = block.first;
    for (; c + 8 <= end; c += 8) eight = max(eight, abs(load<Lanes<8>>(row + c)));
    for (; c < end; ++c) most = greatest(most, magnitude(row[c]));
  }
  for (int i = 0; i < 8; ++i) most = greatest(most, eight.lane(i));
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

/// Both, of a row and of its unit's legs.
struct LargestEntries {
  double of_row;  ///< quote per contract
  double of_leg;  ///< quote per settlement unit
};
inline LargestEntries largest_entries(const PricedMarket& market, Index row) noexcept {
  return {largest_entry(market, row), largest_leg_entry(market, static_cast<Index>(market.terms(row).unit))};
}

}  // namespace bulwark::BULWARK_TARGET
