#pragma once

#include <algorithm>
#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/var/expected_shortfall.hpp"

namespace bulwark::inline v1 {

/// The worst stretch of a history for a book.
struct StressedPeriod {
  Index first = -1;        ///< day; -1 where there is none
  double shortfall = 0.0;  ///< expected, coherent, over the stretch
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The `days` in a row over which today's book would have had its largest expected shortfall: `profits` of the book, day by day, oldest
/// first. Of equal stretches the first. None where there are fewer days, the tail of a stretch has no whole day, or a profit is NaN.
/// `scratch` has `days` numbers. Source: Basel Committee, "Minimum capital requirements for market risk" (2019), MAR33.7: the 12 months of
/// stress "in which the portfolio experiences the largest loss".
inline StressedPeriod stressed_period(std::span<const double> profits, Index days, double tail, std::span<double> scratch) noexcept {
  StressedPeriod worst;
  if (days < 1 || !reaches_tail(days, tail)) return worst;
  const std::span<double> stretch = scratch.first(static_cast<std::size_t>(days));
  for (Index first = 0; first + days <= std::ssize(profits); ++first) {
    std::copy_n(profits.begin() + first, days, stretch.begin());
    const double shortfall = rockafellar_uryasev_shortfall(stretch, tail);
    if (shortfall != shortfall) return {.first = -1, .shortfall = std::numeric_limits<double>::quiet_NaN()};
    if (worst.first < 0 || shortfall > worst.shortfall) worst = {first, shortfall};
  }
  return worst;
}

}  // namespace bulwark::BULWARK_TARGET
