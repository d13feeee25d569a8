#pragma once

#include <span>
#include <vector>

#include <Eigen/QR>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A line through points: what each column counts, and by how much the points miss it.
struct LinearFit {
  double constant;
  std::vector<double> weight;      ///< by column
  double residual_variance = 0.0;  ///< sum of squares / (rows - columns - 1)
  double explained = 0.0;          ///< R^2, share of the variance
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Ordinary least squares of `y` (rows) on `columns` columns of `x` (row by row) and a constant, by a column-pivoted QR. Faults: fewer rows
/// than unknowns and one more, numbers that are none, columns that depend on others (named: which one was found to add nothing).
inline Checked<LinearFit> linear_fit(std::span<const double> x, std::span<const double> y, Index columns) {
  Faults found;
  const Index rows = std::ssize(y);
  if (columns < 0 || std::ssize(x) != rows * columns)
    report(found, FaultCode::length_mismatch, "linear_fit.x", {}, static_cast<double>(x.size()));
  if (rows < columns + 2) report(found, FaultCode::empty, "linear_fit.y", {}, static_cast<double>(rows));
  if (!found.empty()) return found;
  for (Index i = 0; i < rows; ++i) {
    if (!is_finite(y[static_cast<std::size_t>(i)]))
      report(found, FaultCode::not_finite, "linear_fit.y", {.outer = i}, y[static_cast<std::size_t>(i)]);
    for (Index j = 0; j < columns; ++j)
      if (const double cell = x[static_cast<std::size_t>(i * columns + j)]; !is_finite(cell))
        report(found, FaultCode::not_finite, "linear_fit.x", {.outer = i, .inner = j}, cell);
  }
  if (!found.empty()) return found;

  Eigen::MatrixXd design(rows, columns + 1);
  design.col(0).setOnes();
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < columns; ++j) design(i, j + 1) = x[static_cast<std::size_t>(i * columns + j)];
  const Eigen::VectorXd wanted = Eigen::Map<const Eigen::VectorXd>(y.data(), rows);
  const Eigen::VectorXd size = design.colwise().norm().cwiseMax(1e-300);
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(design * size.cwiseInverse().asDiagonal());
  for (Index j = qr.rank(); j <= columns; ++j)
    report(found, FaultCode::duplicate, "linear_fit.column", {.outer = qr.colsPermutation().indices()(j) - 1});
  if (!found.empty()) return found;
  const Eigen::VectorXd solved = size.cwiseInverse().asDiagonal() * qr.solve(wanted);

  const double missed = (wanted - design * solved).squaredNorm(), scattered = (wanted.array() - wanted.mean()).matrix().squaredNorm();
  LinearFit fit{.constant = solved(0), .weight = {}, .residual_variance = missed / static_cast<double>(rows - columns - 1)};
  fit.weight.assign(solved.data() + 1, solved.data() + columns + 1);
  fit.explained = scattered > 0.0 ? 1.0 - missed / scattered : 1.0;
  return fit;
}

}  // namespace bulwark::BULWARK_TARGET
