#pragma once

#include <limits>

#include "bulwark/oracle/median_price.hpp"

namespace bulwark::BULWARK_TARGET {

/// How far sources disagree: (largest - smallest) / median, >= 0. Reorders `prices`; weights do not count.
/// A median stays honest while fewer than half of the sources lie, and can still be moved from one end of the honest range to the other:
/// bound the range, not only the centre (UwU, June 2024). Limits: NaN for none, and unless all are positive and finite.
inline double dispersion(std::span<Weighted> prices) noexcept {
  const double median = MedianPrice{}.price(prices);
  if (!(median == median) || !(prices.front().value > 0.0 && is_finite(prices.back().value)))
    return std::numeric_limits<double>::quiet_NaN();
  return (prices.back().value - prices.front().value) / median;
}

}  // namespace bulwark::BULWARK_TARGET
