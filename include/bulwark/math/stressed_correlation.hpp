#pragma once

#include <cstddef>
#include <span>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Moves a correlation matrix, row by row, by `share` in [0, 1] of the way to where everything moves together: (1 - share) C + share s s^T,
/// in place, with `side` (+1 or -1 for each row) s: who falls when the others do. It stays a correlation for every share. A share outside,
/// or a side that is neither, makes every pair NaN. Source: convexity of correlation matrices; Kupiec, "Stress testing in a value at risk
/// framework" (1998), for raising correlations under stress.
inline void stress_correlation(std::span<double> correlation, std::span<const double> side, double share) noexcept {
  const std::size_t size = side.size();
  bool is_good = share >= 0.0 && share <= 1.0;
  for (const double s : side) is_good = is_good && (s == 1.0 || s == -1.0);
  const double used = is_good ? share : __builtin_nan("");
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      if (i != j) correlation[i * size + j] = fma(1.0 - used, correlation[i * size + j], product(used, product(side[i], side[j])));
}

}  // namespace bulwark::BULWARK_TARGET
