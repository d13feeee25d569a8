#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/oracle/median_price.hpp"

namespace bulwark::BULWARK_TARGET {

/// The weighted mean of prices that count at most `width` away from the median: less noisy than the median, and liars in the minority move
/// it by at most that. Source: Deribit, "New Deribit index" (December 2019) and "Index prices" (support, 2025): 0.5 %; FTX (2019): 0.3 %.
/// Limits: NaN for none, when nothing has weight, or a price is NaN.
struct CappedMeanPrice {
  double width = 0.005;  ///< share of the median, in (0, 1)

  double price(std::span<Weighted> prices) const noexcept {
    const double median = MedianPrice{}.price(prices), low = product(median, 1.0 - width), high = product(median, 1.0 + width);
    double sum = 0.0, weight = 0.0;
    for (const Weighted& p : prices) {
      sum = fma(least(greatest(p.value, low), high), p.weight, sum);
      weight += p.weight;
    }
    if (!(weight > 0.0)) return std::numeric_limits<double>::quiet_NaN();
    const double first = greatest(prices.front().value, low), last = least(prices.back().value, high);
    return least(greatest(sum / weight, first), last);
  }
  constexpr Index least_sources() const noexcept { return 1; }

  Faults faults() const {
    Faults found;
    if (!(width > 0.0 && width < 1.0)) report(found, FaultCode::out_of_range, "capped_mean_price.width", {}, width);
    return found;
  }
};
static_assert(PriceAggregate<CappedMeanPrice>);

}  // namespace bulwark::BULWARK_TARGET
