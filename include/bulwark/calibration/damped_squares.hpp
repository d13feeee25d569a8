#pragma once

#include <cstddef>
#include <span>
#include <vector>
#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// When a least-squares search ends.
struct SquaresGoal {
  double relative = 1e-10;  ///< share of the sum of squares: three falls in a row below it end the search
  int most_steps = 60;
};

/// Where it ended.
struct SquaresFit {
  std::vector<double> at;
  double squares;   ///< sum of squared residuals
  int evaluations;  ///< of all residuals at once
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A local minimum of a sum of squares from `start`: Levenberg and Marquardt with Marquardt's scaling, forward differences and steps kept
/// by their gain. `residuals(x, out)` fills `out`; every x is finite and allowed. Source: Nielsen (1999) for the damping.
template <class Residuals>
SquaresFit damped_squares(const Residuals& residuals, std::vector<double> start, std::size_t count, const SquaresGoal& goal = {}) {
  using Matrix = Eigen::MatrixXd;
  using Vector = Eigen::VectorXd;
  const Eigen::Index n = static_cast<Eigen::Index>(start.size()), rows = static_cast<Eigen::Index>(count);
  std::vector<double> x = std::move(start), trial = x;
  Vector r(rows), moved(rows);
  Matrix jacobian(rows, n);
  const auto fill = [&](const std::vector<double>& at, Vector& into) {
    residuals(std::span<const double>(at), std::span<double>(into.data(), count));
    return into.squaredNorm();
  };
  double squares = fill(x, r);
  int evaluations = 1;
  double damping = 1e-3, growth = 2.0;
  int small_falls = 0;  // one may be the edge of a kink
  for (int step = 0; step < goal.most_steps; ++step) {
    for (Eigen::Index j = 0; j < n; ++j) {
      const std::size_t at = static_cast<std::size_t>(j);
      const double h = 1e-7 * greatest(1.0, magnitude(x[at]));
      trial = x, trial[at] += h;
      fill(trial, moved);
      jacobian.col(j) = (moved - r) / h;
    }
    evaluations += static_cast<int>(n);
    Matrix normal(n, n);
    normal.setZero();
    normal.selfadjointView<Eigen::Lower>().rankUpdate(jacobian.transpose());
    const Vector gradient = jacobian.transpose() * r;
    bool is_taken = false;
    double fall = 0.0;
    while (!is_taken && damping < 1e12) {
      Matrix damped = normal;
      for (Eigen::Index j = 0; j < n; ++j) damped(j, j) += damping * greatest(normal(j, j), 1e-12 * normal.diagonal().maxCoeff());
      const Vector move = damped.selfadjointView<Eigen::Lower>().llt().solve(-gradient);
      for (Eigen::Index j = 0; j < n; ++j) trial[static_cast<std::size_t>(j)] = x[static_cast<std::size_t>(j)] + move(j);
      const double next = move.allFinite() ? fill(trial, moved) : squares;
      ++evaluations;
      if (next < squares) {
        fall = squares - next, squares = next, x = trial, r = moved;
        damping = greatest(1e-12, damping / 3.0), growth = 2.0, is_taken = true;
      } else {
        damping *= growth, growth *= 2.0;
      }
    }
    small_falls = fall <= goal.relative * squares ? small_falls + 1 : 0;
    if (!is_taken || small_falls == 3) break;
  }
  return {std::move(x), squares, evaluations};
}

}  // namespace bulwark::BULWARK_TARGET
