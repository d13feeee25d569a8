#pragma once

#include <cstddef>
#include <span>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// The variance after one more return (mean zero): decay x variance + (1 - decay) x return^2, `decay` in [0, 1].
/// Source: RiskMetrics technical document (1996), 5.2.1: 0.94 for days, 0.97 for months.
inline double ewma_variance(double variance, double move, double decay) noexcept {
  return fma(decay, variance, product(product(1.0 - decay, move), move));
}

/// The same for the covariance of as many series as there are moves, row by row, in place. One decay for all keeps it positive
/// semidefinite. A move that is NaN makes its series' covariances NaN: leave out a day that is not complete, or give what is expected.
inline void ewma_covariance(std::span<double> covariance, std::span<const double> moves, double decay) noexcept {
  const std::size_t size = moves.size();
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) {
      const std::size_t low = i < j ? i : j, high = i < j ? j : i;  // one rounding for both halves
      covariance[i * size + j] = fma(decay, covariance[i * size + j], product(product(1.0 - decay, moves[low]), moves[high]));
    }
}

}  // namespace bulwark::BULWARK_TARGET
