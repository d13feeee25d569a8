#pragma once

#include "bulwark/math/sample_covariance.hpp"

namespace bulwark::BULWARK_TARGET {

// The sample covariance S (divided by the rows) of few rows is noise in its small eigenvalues. Both estimators here draw it towards a
// target F, (1 - intensity) S + intensity F, as far as the noise of S is larger than its distance from F: positive definite where F is,
// unbiased in the limit. They write into `covariance` (series x series) and return the intensity, in [0, 1]. `table` without gaps; NaN
// spreads as in `sample_covariance`. Cost: rows x series^2, twice.

/// Towards the mean variance times the identity: for series of one scale. Source: Ledoit, Wolf, "A well-conditioned estimator for
/// large-dimensional covariance matrices" (2004), lemma 3.2 and theorem 3.2.
inline double shrink_to_identity(const Observations& table, std::span<double> covariance) noexcept {
  const Index size = table.series, rows = table.rows();
  sample_covariance(table, 0, covariance);
  const auto s = [&](Index i, Index j) -> double& { return covariance[static_cast<std::size_t>(i * size + j)]; };
  double mean_variance = 0.0, distance = 0.0, noise = 0.0;
  for (Index i = 0; i < size; ++i) mean_variance += s(i, i) / static_cast<double>(size);
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j < size; ++j) {
      const double apart = s(i, j) - (i == j ? mean_variance : 0.0);
      distance = fma(apart, apart, distance);
    }
  for (Index i = 0; i < size; ++i) {
    const double mean_i = seen_mean(table, i);
    for (Index j = 0; j <= i; ++j) {
      const double mean_j = j == i ? mean_i : seen_mean(table, j);
      double squares = 0.0;
      for (Index t = 0; t < rows; ++t) {
        const double apart = fma(table.at(t, i) - mean_i, table.at(t, j) - mean_j, -s(i, j));
        squares = fma(apart, apart, squares);
      }
      noise = fma(i == j ? 1.0 : 2.0, squares, noise);
    }
  }
  noise /= product(static_cast<double>(rows), static_cast<double>(rows));
  const double intensity = distance == 0.0 ? 0.0 * noise : least(noise, distance) / distance;
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j < size; ++j) s(i, j) = fma(1.0 - intensity, s(i, j), i == j ? product(intensity, mean_variance) : 0.0);
  return intensity;
}

/// Towards the sample's own variances with one correlation for all pairs, its mean: for assets of one market. A series that never moves
/// makes every number NaN. Source: Ledoit, Wolf, "Honey, I shrunk the sample covariance matrix" (2004), appendices A and B.
inline double shrink_to_constant_correlation(const Observations& table, std::span<double> covariance) noexcept {
  const Index size = table.series, rows = table.rows();
  sample_covariance(table, 0, covariance);
  const auto s = [&](Index i, Index j) -> double& { return covariance[static_cast<std::size_t>(i * size + j)]; };
  const auto n = static_cast<double>(rows);
  double correlation = 0.0;
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j < i; ++j) correlation += s(i, j) / __builtin_sqrt(product(s(i, i), s(j, j)));
  if (size > 1) correlation /= product(0.5, product(static_cast<double>(size), static_cast<double>(size - 1)));
  const auto target = [&](Index i, Index j) { return product(correlation, __builtin_sqrt(product(s(i, i), s(j, j)))); };
  double noise = 0.0, shared = 0.0, distance = 0.0;  // of pairs alone: on the diagonal the target is the sample
  for (Index i = 0; i < size; ++i) {
    const double mean_i = seen_mean(table, i);
    for (Index j = 0; j < i; ++j) {
      const double mean_j = seen_mean(table, j);
      double squares = 0.0, with_i = 0.0, with_j = 0.0;
      for (Index t = 0; t < rows; ++t) {
        const double x = table.at(t, i) - mean_i, y = table.at(t, j) - mean_j, apart = fma(x, y, -s(i, j));
        squares = fma(apart, apart, squares);
        with_i = fma(fma(x, x, -s(i, i)), apart, with_i);
        with_j = fma(fma(y, y, -s(j, j)), apart, with_j);
      }
      const double ratio = __builtin_sqrt(s(j, j) / s(i, i)), gap = target(i, j) - s(i, j);
      noise += squares / n;
      shared += product(product(0.5, correlation), fma(ratio, with_i, with_j / ratio)) / n;
      distance = fma(gap, gap, distance);
    }
  }
  const double wanted = (noise - shared) / distance / n;
  const double intensity = distance == 0.0 ? 0.0 * noise : greatest(0.0, least(1.0, wanted));
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j < i; ++j) s(i, j) = s(j, i) = fma(1.0 - intensity, s(i, j), product(intensity, target(i, j)));
  return intensity;
}

}  // namespace bulwark::BULWARK_TARGET
