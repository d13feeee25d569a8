#pragma once

#include <algorithm>
#include <span>

#include "bulwark/math/cholesky.hpp"
#include "bulwark/math/symmetric_eigen.hpp"

namespace bulwark::inline v1 {

/// A profit constant + sum of (slope z + curvature z^2 / 2) over independent standard normal numbers z. Quote.
struct QuadraticProfit {
  double constant = 0.0;
  std::span<const double> slope{};
  std::span<const double> curvature{};  ///< as many
};

/// How a quantity spreads.
struct Moments {
  double mean;
  double deviation;  ///< >= 0
  double skewness;
  double excess_kurtosis;  ///< 0 for a normal one
};

/// What a profit of delta and gamma has to be written into: each as long as its comment says.
struct QuadraticScratch {
  std::span<double> slope;      ///< factors
  std::span<double> curvature;  ///< factors
  std::span<double> root;       ///< factors x factors
  std::span<double> form;       ///< factors x factors
  std::span<double> vectors;    ///< factors x factors
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The profit constant + delta x move + move gamma move / 2 for normal moves of mean zero, in independent numbers: with L L^T the
/// covariance and U the eigenvectors of L^T gamma L, slope U^T L^T delta and the eigenvalues. Matrices row by row, symmetric; a singular
/// covariance is well. The answer lives in `scratch`. Its numbers are NaN where the covariance is not positive semidefinite or a number is
/// not finite. Source: Rouvinez, "Going Greek with VaR" (1997); Glasserman, "Monte Carlo methods in financial engineering", 9.1.2.
inline QuadraticProfit quadratic_profit(double constant, std::span<const double> delta, std::span<const double> gamma,
                                        std::span<const double> covariance, const QuadraticScratch& scratch) noexcept {
  const Index size = std::ssize(delta);
  const auto at = [&](std::span<double> matrix, Index i, Index j) -> double& { return matrix[static_cast<std::size_t>(i * size + j)]; };
  std::copy(covariance.begin(), covariance.end(), scratch.root.begin());
  bool is_known = cholesky(scratch.root, size) >= 0;
  const std::span<double> half = scratch.vectors;  // gamma L
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j < size; ++j) {
      double sum = 0.0;
      for (Index k = j; k < size; ++k) sum = fma(gamma[static_cast<std::size_t>(i * size + k)], at(scratch.root, k, j), sum);
      at(half, i, j) = sum;
    }
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j <= i; ++j) {
      double sum = 0.0;
      for (Index k = i; k < size; ++k) sum = fma(at(scratch.root, k, i), at(half, k, j), sum);
      at(scratch.form, i, j) = at(scratch.form, j, i) = sum;
    }
  is_known = symmetric_eigen(scratch.form, scratch.vectors, size) && is_known;
  for (Index j = 0; j < size; ++j) {
    double slope = 0.0;
    for (Index i = 0; i < size; ++i) {
      double turned = 0.0;
      for (Index k = i; k < size; ++k) turned = fma(at(scratch.root, k, i), delta[static_cast<std::size_t>(k)], turned);
      slope = fma(at(scratch.vectors, j, i), turned, slope);
    }
    const auto to = static_cast<std::size_t>(j);
    scratch.slope[to] = is_known ? slope : std::numeric_limits<double>::quiet_NaN();
    scratch.curvature[to] = is_known ? at(scratch.form, j, j) : std::numeric_limits<double>::quiet_NaN();
  }
  const auto factors = static_cast<std::size_t>(size);
  return {.constant = constant, .slope = scratch.slope.first(factors), .curvature = scratch.curvature.first(factors)};
}

/// Source: Mina, Ulmer, "Delta-gamma four ways" (1999). Skewness and kurtosis are NaN where nothing moves.
inline Moments moments(const QuadraticProfit& profit) noexcept {
  double mean = profit.constant, variance = 0.0, third = 0.0, fourth = 0.0;
  const std::size_t size = profit.slope.size();
  for (std::size_t j = 0; j < size; ++j) {
    const double b = profit.slope[j], c = profit.curvature[j];
    mean = fma(0.5, c, mean);
    variance = fma(b, b, fma(product(0.5, c), c, variance));
  }
  const double deviation = __builtin_sqrt(variance);
  for (std::size_t j = 0; j < size; ++j) {  // in deviations, so that no power overflows
    const double b = profit.slope[j] / deviation, c = profit.curvature[j] / deviation, b2 = product(b, b), c2 = product(c, c);
    third = fma(c, fma(3.0, b2, c2), third);
    fourth = fma(c2, fma(12.0, b2, product(3.0, c2)), fourth);
  }
  return {.mean = mean, .deviation = deviation, .skewness = third, .excess_kurtosis = fourth};
}

}  // namespace bulwark::BULWARK_TARGET
