#pragma once

#include <limits>

#include "bulwark/oracle/price_aggregate.hpp"

namespace bulwark::BULWARK_TARGET {

/// The price that half of the weight is at or below and half at or above; where a whole stretch is such, its midpoint. While less than
/// half of the weight lies, it is between the lowest and the highest honest price. Hyperliquid's validators weigh Binance 3, OKX and Bybit
/// 2, Kraken, KuCoin, Gate, MEXC and their own book 1 (documentation, 2025). Limits: NaN when nothing has weight, or a price is NaN.
struct WeightedMedianPrice {
  double price(std::span<Weighted> prices) const noexcept {
    if (!sort_weighted(prices)) return std::numeric_limits<double>::quiet_NaN();
    double all = 0.0;
    for (const Weighted& p : prices) all += p.weight;
    const double half = 0.5 * all;
    double sum = 0.0, low = std::numeric_limits<double>::quiet_NaN();
    bool has_low = false;
    for (const Weighted& p : prices) {
      if (!(p.weight > 0.0)) continue;
      sum += p.weight;
      if (has_low) return 0.5 * low + 0.5 * p.value;
      if (sum > half) return p.value;
      if (sum == half) low = p.value, has_low = true;
    }
    return low;
  }
  constexpr Index least_sources() const noexcept { return 1; }
};
static_assert(PriceAggregate<WeightedMedianPrice>);

}  // namespace bulwark::BULWARK_TARGET
