#pragma once

#include <limits>

#include "bulwark/oracle/price_aggregate.hpp"

namespace bulwark::BULWARK_TARGET {

/// The middle price, each source counting once; of an even number the midpoint of the two in the middle. While fewer than half of the
/// sources lie, it is between the lowest and the highest honest price; how far apart those are is another question (`dispersion`).
/// Limits: NaN for none, or when a price is NaN.
struct MedianPrice {
  double price(std::span<Weighted> prices) const noexcept {
    if (prices.empty() || !sort_weighted(prices)) return std::numeric_limits<double>::quiet_NaN();
    const double low = prices[(prices.size() - 1) / 2].value, high = prices[prices.size() / 2].value;
    return 0.5 * low + 0.5 * high;
  }
  constexpr Index least_sources() const noexcept { return 1; }
};
static_assert(PriceAggregate<MedianPrice>);

}  // namespace bulwark::BULWARK_TARGET
