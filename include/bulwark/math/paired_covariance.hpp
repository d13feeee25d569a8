#pragma once

#include "bulwark/math/nearest_correlation.hpp"
#include "bulwark/math/observations.hpp"

namespace bulwark::inline v1 {

/// What a covariance of unequal histories rests on.
struct PairedCovariance {
  Index missing = 0;           ///< numbers not seen
  Index complete_rows = 0;     ///< rows without a gap: all that an estimate without pairing would use
  Index fewest_together = 0;   ///< rows of the pair that was seen together least
  CorrelationRepair repair{};  ///< pairs of different rows need not fit together
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Writes the covariance (series x series) of series with gaps or of unequal length: each variance from all that was seen of the series,
/// each correlation from the rows where both were, and where these do not fit together the nearest correlation matrix instead. All divided
/// by the number of rows, means removed. `scratch` holds six matrices. A pair without two rows, or that did not move while both were seen,
/// makes every number NaN and `repair.converged` false: `faults` of the table says which.
inline PairedCovariance paired_covariance(const Observations& table, std::span<double> covariance, std::span<double> scratch) noexcept {
  const Index size = table.series, rows = table.rows();
  const auto cells = static_cast<std::size_t>(size * size), side = static_cast<std::size_t>(size);
  const std::span<double> deviation = scratch.first(side), rest = scratch.subspan(cells);
  PairedCovariance answer{.fewest_together = rows};
  for (Index t = 0; t < rows; ++t) {
    Index gaps = 0;
    for (Index i = 0; i < size; ++i) gaps += table.at(t, i) == table.at(t, i) ? 0 : 1;
    answer.missing += gaps;
    answer.complete_rows += gaps == 0 ? 1 : 0;
  }
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j <= i; ++j) {
      const auto is_seen = [&](Index t) { return table.at(t, i) == table.at(t, i) && table.at(t, j) == table.at(t, j); };
      double sum_i = 0.0, sum_j = 0.0, of_i = 0.0, of_j = 0.0, of_both = 0.0;
      Index together = 0;
      for (Index t = 0; t < rows; ++t)
        if (is_seen(t)) sum_i += table.at(t, i), sum_j += table.at(t, j), ++together;
      const auto n = static_cast<double>(together);
      const double mean_i = sum_i / n, mean_j = sum_j / n;
      for (Index t = 0; t < rows; ++t) {
        if (!is_seen(t)) continue;
        const double x = table.at(t, i) - mean_i, y = table.at(t, j) - mean_j;
        of_i = fma(x, x, of_i), of_j = fma(y, y, of_j), of_both = fma(x, y, of_both);
      }
      answer.fewest_together = together < answer.fewest_together ? together : answer.fewest_together;
      if (i == j) deviation[static_cast<std::size_t>(i)] = __builtin_sqrt(of_i / n);
      const double correlation = i == j ? 1.0 : of_both / __builtin_sqrt(product(of_i, of_j));
      covariance[static_cast<std::size_t>(i * size + j)] = covariance[static_cast<std::size_t>(j * size + i)] = correlation;
    }
  answer.repair = nearest_correlation(covariance, size, rest);
  for (std::size_t i = 0; i < side; ++i)
    for (std::size_t j = 0; j < side; ++j) {
      const double scaled = product(product(deviation[std::min(i, j)], deviation[std::max(i, j)]), covariance[i * side + j]);
      covariance[i * side + j] = answer.repair.lowest == answer.repair.lowest ? scaled : answer.repair.lowest;
    }
  return answer;
}

}  // namespace bulwark::BULWARK_TARGET
