#pragma once

#include <cstddef>

#include "bulwark/math/observations.hpp"

namespace bulwark::BULWARK_TARGET {

/// Writes the covariance of complete rows, means removed, into `covariance` (series x series), divided by rows - `lost`: 0 for the
/// likeliest, 1 for an unbiased one. NaN spreads to the pairs of a series that lacks a number, and to all where there are no rows.
inline void sample_covariance(const Observations& table, Index lost, std::span<double> covariance) noexcept {
  const Index size = table.series, rows = table.rows();
  for (Index i = 0; i < size; ++i) {
    const double mean_i = seen_mean(table, i);
    for (Index j = 0; j <= i; ++j) {
      const double mean_j = j == i ? mean_i : seen_mean(table, j);
      double sum = 0.0;
      for (Index t = 0; t < rows; ++t) sum = fma(table.at(t, i) - mean_i, table.at(t, j) - mean_j, sum);
      const double mean = sum / static_cast<double>(rows - lost);
      covariance[static_cast<std::size_t>(i * size + j)] = covariance[static_cast<std::size_t>(j * size + i)] = mean;
    }
  }
}

}  // namespace bulwark::BULWARK_TARGET
