#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <Eigen/Core>
#include <unsupported/Eigen/NonLinearOptimization>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// Why a search for the least sum of squares ended.
enum class FitEnd {
  converged,           ///< a further step changes nothing that counts
  out_of_evaluations,  ///< it was still getting better
  no_start,            ///< the residuals of every start are not finite
};

/// When a search for the least sum of squares ends.
struct FitLimits {
  double argument = 1e-9;      ///< relative change of the coordinates
  double sum = 1e-10;          ///< relative change of the sum of squares
  int most_evaluations = 200;  ///< of the residuals, from one start
};

/// Where a search ended.
struct LeastSquares {
  std::vector<double> coordinates;
  double sum = 0.0;     ///< of squares
  int evaluations = 0;  ///< of the residuals
  int iterations = 0;   ///< steps that were taken
  FitEnd end = FitEnd::no_start;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What Eigen's search asks: residuals, and their slopes at the point last accepted.
template <class Residuals>
struct ResidualFunctor {
  const Residuals& residuals;
  int rows;
  int columns;
  std::vector<double> slopes;  ///< of the last evaluation, coordinate x residual

  int values() const { return rows; }
  int operator()(const Eigen::VectorXd& x, Eigen::VectorXd& y) {
    residuals(std::span<const double>(x.data(), std::size_t(columns)), std::span<double>(y.data(), std::size_t(rows)), slopes);
    return 0;
  }
  int df(const Eigen::VectorXd&, Eigen::MatrixXd& matrix) const {
    matrix = Eigen::Map<const Eigen::MatrixXd>(slopes.data(), rows, columns);
    return 0;
  }
};

/// Coordinates with the least sum of squared residuals near `start`. `residuals(x, y, slopes)` writes the residuals and, one coordinate
/// after another, their slopes. Source: Levenberg (1944) and Marquardt (1963) as in MINPACK's lmder (More 1978), Eigen's port; it asks for
/// slopes only where it last asked for residuals, so one pass gives both. A step to where residuals are not finite is not taken.
template <class Residuals>
LeastSquares least_squares(const Residuals& residuals, std::span<const double> start, std::size_t rows, const FitLimits& limits) {
  const int n = int(start.size());
  ResidualFunctor<Residuals> functor{residuals, int(rows), n, std::vector<double>(rows * start.size())};
  Eigen::VectorXd x = Eigen::Map<const Eigen::VectorXd>(start.data(), n);
  Eigen::VectorXd y(functor.rows);
  LeastSquares found;
  found.coordinates.assign(start.begin(), start.end());
  functor(x, y);
  found.evaluations = 1;
  found.sum = y.squaredNorm();
  if (!is_finite(found.sum) || rows < start.size()) return found;

  Eigen::LevenbergMarquardt<ResidualFunctor<Residuals>> search(functor);
  search.parameters.xtol = limits.argument;
  search.parameters.ftol = limits.sum;
  search.parameters.maxfev = limits.most_evaluations;
  search.parameters.factor = 1.0;  // the coordinates are of order one; a long first step runs into the flat of a bounded one
  const Eigen::LevenbergMarquardtSpace::Status status = search.minimize(x);
  found.coordinates.assign(x.data(), x.data() + n);
  found.sum = search.fnorm * search.fnorm;
  found.evaluations += int(search.nfev);
  found.iterations = int(search.iter);
  const bool ran_out = status == Eigen::LevenbergMarquardtSpace::TooManyFunctionEvaluation;
  found.end = ran_out ? FitEnd::out_of_evaluations : FitEnd::converged;
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
