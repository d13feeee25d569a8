#pragma once

#include <cstddef>
#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// How far a past return may be scaled.
struct FilterLimits {
  double least = 0.0;
  double most = std::numeric_limits<double>::infinity();  ///< a return of a very calm day is not a hundred of today's
};

/// What filtered returns are worth.
struct FilteredReturns {
  double deviation_now;  ///< that the returns are scaled to, per step
  Index limited;         ///< returns whose scale was held at a limit
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Fills `filtered` with `returns`, oldest first, as they would be at today's volatility: each over the deviation that was known before it,
/// times the one known now. `next(variance, move)` is the variance after a move (EWMA, GARCH); the first one is the returns' own mean
/// square. Days of several assets belong together: filter each with its own variance and keep the rows. NaN where a return is one, from it
/// on. Source: Hull, White, "Incorporating volatility updating into the historical simulation method for value at risk" (1998);
/// Barone-Adesi, Giannopoulos, Vosper (1999).
template <class Next>
FilteredReturns filtered_returns(std::span<const double> returns, const Next& next, std::span<double> filtered,
                                 const FilterLimits& limits = {}) noexcept {
  double variance = 0.0;
  for (const double r : returns) variance = fma(r, r, variance);
  variance /= static_cast<double>(returns.size());
  for (std::size_t i = 0; i < returns.size(); ++i) {
    filtered[i] = variance;
    variance = next(variance, returns[i]);
  }
  FilteredReturns answer{__builtin_sqrt(variance), 0};
  for (std::size_t i = 0; i < returns.size(); ++i) {
    const double scale = answer.deviation_now / __builtin_sqrt(filtered[i]);
    const double held = greatest(limits.least, least(limits.most, scale));
    answer.limited += held < scale || held > scale ? 1 : 0;
    filtered[i] = product(returns[i], held);
  }
  return answer;
}

}  // namespace bulwark::BULWARK_TARGET
