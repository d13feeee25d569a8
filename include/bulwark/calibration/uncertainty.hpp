#pragma once

#include <array>
#include <cstddef>
#include <span>

#include <Eigen/SVD>

#include "bulwark/calibration/coordinates.hpp"
#include "bulwark/calibration/fit.hpp"

namespace bulwark::BULWARK_TARGET {

/// Writes what the slopes at the end of a search say: errors, covariance, singular values, and the directions left open.
/// `slopes` are weighted, coordinate x residual; `error` is that of a weighted residual. Source: linear least squares; the parameters'
/// covariance is the coordinates', carried over to first order. A singular value below 1e-12 of the largest counts as that.
template <class Parameters, std::size_t n>
void judge(Fit<Parameters, n>& fit, const Mapped<n>& mapped, std::span<const double> slopes, double error, double undetermined_at) {
  const Eigen::Index rows = Eigen::Index(slopes.size() / n);
  const Eigen::Map<const Eigen::MatrixXd> matrix(slopes.data(), rows, Eigen::Index(n));
  const Eigen::JacobiSVD<Eigen::MatrixXd> parts(matrix, Eigen::ComputeThinV);
  const auto& values = parts.singularValues();
  const auto& directions = parts.matrixV();
  for (std::size_t k = 0; k < n; ++k) {
    const Eigen::Index column = Eigen::Index(k);
    const double value = column < values.size() ? values(column) : 0.0;
    fit.singular_values[k] = value;
    const double deviation = error / greatest(value, greatest(1e-12 * values(0), 1e-300));
    if (!(deviation < undetermined_at)) ++fit.undetermined;
    for (std::size_t i = 0; i < n; ++i) {
      double along = 0.0;
      for (std::size_t j = 0; j < n; ++j) along = fma(mapped.slopes[i][j], directions(Eigen::Index(j), column), along);
      fit.weakest_direction[i] = product(along, deviation);
    }
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        fit.covariance[i][j] = fma(fit.weakest_direction[i], fit.weakest_direction[j], fit.covariance[i][j]);
  }
  for (std::size_t i = 0; i < n; ++i) fit.standard_errors[i] = __builtin_sqrt(fit.covariance[i][i]);
}

}  // namespace bulwark::BULWARK_TARGET
