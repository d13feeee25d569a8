#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/var/normal_tail.hpp"

namespace bulwark::BULWARK_TARGET {

/// x^T C y for a matrix of as many rows as `x` has numbers, row by row.
inline double bilinear(std::span<const double> x, std::span<const double> matrix, std::span<const double> y) noexcept {
  const auto size = static_cast<std::size_t>(x.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < size; ++i) {
    double row_sum = 0.0;
    for (std::size_t j = 0; j < size; ++j) row_sum = fma(matrix[i * size + j], y[j], row_sum);
    sum = fma(x[i], row_sum, sum);
  }
  return sum;
}

/// Value at risk and expected shortfall of a profit delta x move for normal moves of mean zero: `delta` in quote for a whole move (1.00 of
/// a return), `covariance` of moves over the horizon, row by row; `tail` in (0, 1). Blind to gamma, in either direction. NaN where the
/// variance is negative: a covariance that is not one. Source: RiskMetrics technical document (1996), 1.2.
inline VarReport delta_normal(std::span<const double> delta, std::span<const double> covariance, double tail) noexcept {
  return normal_tail(0.0, __builtin_sqrt(bilinear(delta, covariance, delta)), tail);
}

/// What a position adds to that value at risk, row `position`; of one unit of a trade, the marginal one. They add up to it. Source: as
/// above; Jorion, "Value at risk", component VaR. NaN where there is no variance.
inline double delta_normal_contribution(std::span<const double> delta, std::span<const double> covariance, Index position,
                                        double tail) noexcept {
  const auto size = delta.size(), row = static_cast<std::size_t>(position);
  double with_book = 0.0;
  for (std::size_t j = 0; j < size; ++j) with_book = fma(covariance[row * size + j], delta[j], with_book);
  const double deviation = __builtin_sqrt(bilinear(delta, covariance, delta));
  return product(-normal_quantile(tail), product(delta[row], with_book) / deviation);
}

}  // namespace bulwark::BULWARK_TARGET
