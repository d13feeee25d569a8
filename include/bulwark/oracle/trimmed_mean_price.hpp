#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/oracle/price_aggregate.hpp"

namespace bulwark::BULWARK_TARGET {

/// The mean of the prices without the `dropped` lowest and highest, each source counting once. It bears `dropped` liars, and where nobody
/// lies it is less noisy than a median. With none dropped it is the mean, which one liar moves anywhere (Synthetix, June 2019).
/// Limits: NaN when nothing is left, or a price is NaN.
struct TrimmedMeanPrice {
  Index dropped;  ///< from each end, >= 0

  double price(std::span<Weighted> prices) const noexcept {
    const Index count = std::ssize(prices) - 2 * dropped;
    if (dropped < 0 || count <= 0 || !sort_weighted(prices)) return std::numeric_limits<double>::quiet_NaN();
    const auto kept = prices.subspan(static_cast<std::size_t>(dropped), static_cast<std::size_t>(count));
    const double n = static_cast<double>(count);
    double sum = 0.0;
    for (const Weighted& p : kept) sum += p.value;
    return least(greatest(sum / n, kept.front().value), kept.back().value);
  }
  constexpr Index least_sources() const noexcept { return 2 * dropped + 1; }

  Faults faults() const {
    Faults found;
    if (dropped < 0) report(found, FaultCode::negative, "trimmed_mean_price.dropped", {}, static_cast<double>(dropped));
    return found;
  }
};
static_assert(PriceAggregate<TrimmedMeanPrice>);

}  // namespace bulwark::BULWARK_TARGET
