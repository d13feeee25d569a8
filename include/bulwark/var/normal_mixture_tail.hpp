#pragma once

#include <span>

#include "bulwark/core/report.hpp"
#include "bulwark/math/normal_mixture.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of a profit that is a mixture of normal ones, `tail` in (0, 1). Both rest on no scenario.
/// The shortfall is the coherent one where a part is a certainty. Error: as the quantile; the shortfall eps / tail of the spread more.
inline VarReport normal_mixture_tail(std::span<const NormalPart> parts, double tail) noexcept {
  const double quantile = mixture_quantile(parts, tail);
  double shortage = 0.0;
  for (const NormalPart& part : parts) {
    const double above = quantile - part.mean, z = above / part.deviation;
    const double own = part.deviation > 0.0 ? product(part.deviation, fma(z, normal_cdf(z), normal_density(z))) : greatest(0.0, above);
    shortage = fma(part.weight, own, shortage);
  }
  return {.value_at_risk = -quantile, .expected_shortfall = shortage / tail - quantile};
}

/// The same of being paid a price (`side` +1) or having to pay it (-1) whose logarithm is a mixture of normal ones, as `lognormal_tail`.
inline VarReport lognormal_mixture_tail(std::span<const NormalPart> log_price, double side, double tail) noexcept {
  const double quantile = mixture_quantile(log_price, side > 0.0 ? tail : 1.0 - tail);
  double sum = 0.0;
  for (const NormalPart& part : log_price) {
    const double variance = product(part.deviation, part.deviation), apart = quantile - part.mean - variance;
    const double expected = product(part.weight, exp(fma(0.5, variance, part.mean)));
    const double share = part.deviation > 0.0 ? normal_cdf(product(side, apart) / part.deviation) : product(side, apart) >= 0.0 ? 1.0 : 0.0;
    sum = fma(expected, share, sum);
  }
  return {.value_at_risk = product(-side, exp(quantile)), .expected_shortfall = product(-side, sum) / tail};
}

}  // namespace bulwark::BULWARK_TARGET
