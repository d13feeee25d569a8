#pragma once

#include <algorithm>
#include <limits>

#include "bulwark/math/lanes.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// The first column of a row that is no number, -1 where all are.
inline Index first_unknown(const PricedMarket& table, Index row) noexcept {
  const double* columns = table.row(row);
  const Index count = table.stride() * PricedMarket::lanes;
  using Eight = Lanes<static_cast<int>(PricedMarket::lanes)>;
  Eight sum(0.0);  // of zeros, where all are numbers
  for (Index c = 0; c < count; c += PricedMarket::lanes) sum += load<Eight>(columns + c) * Eight(0.0);
  if (all(sum == Eight(0.0))) return -1;
  return std::find_if(columns, columns + count, [](double x) { return !is_finite(x); }) - columns;
}

/// Makes a row one that is not known.
inline void wipe(PricedMarket& table, Index row) noexcept {
  std::fill_n(table.row(row), table.stride() * PricedMarket::lanes, std::numeric_limits<double>::quiet_NaN());
}

}  // namespace bulwark::BULWARK_TARGET
