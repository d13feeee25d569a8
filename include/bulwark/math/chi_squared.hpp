#pragma once

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::BULWARK_TARGET {

/// How likely a chi-squared number of one or two degrees of freedom is larger than `x`: 2 N(-sqrt(x)) or e^(-x / 2).
/// Error: as `normal_cdf` and `exp`, and eps x more. Limits: 1 for x <= 0.
template <int degrees>
requires(degrees == 1 || degrees == 2) inline double chi_squared_tail(double x) noexcept {
  const double held = greatest(0.0, x);
  if constexpr (degrees == 1) return product(2.0, normal_cdf(-__builtin_sqrt(held)));
  return exp(product(-0.5, held));
}

}  // namespace bulwark::BULWARK_TARGET
