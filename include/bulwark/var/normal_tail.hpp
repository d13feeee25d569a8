#pragma once

#include "bulwark/core/report.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of a normally distributed profit: -mean - deviation x q and -mean + deviation x n(q) / tail, with q
/// the normal quantile of the tail. `tail` in (0, 1), 0.01 is 99 %; `deviation` >= 0. Both rest on no scenario.
/// Source: Rockafellar, Uryasev (2000), "Optimization of conditional value-at-risk". Error: as `normal_quantile` and `normal_density`.
inline VarReport normal_tail(double mean, double deviation, double tail) noexcept {
  const double quantile = normal_quantile(tail);
  return {.value_at_risk = fma(-deviation, quantile, -mean), .expected_shortfall = fma(deviation, normal_density(quantile) / tail, -mean)};
}

}  // namespace bulwark::BULWARK_TARGET
