#pragma once

#include <span>

#include "bulwark/core/report.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/math/root.hpp"

namespace bulwark::inline v1 {

/// One of the normal laws that a quantity has, and how likely that one.
struct NormalPart {
  double weight;  ///< >= 0; all of them add up to 1
  double mean;
  double deviation;  ///< >= 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How likely the mixture is at most `x` (`side` +1), or at least (-1): small numbers whole on either side.
inline double mixture_probability(std::span<const NormalPart> parts, double x, double side) noexcept {
  double sum = 0.0;
  for (const NormalPart& part : parts) {
    const double above = product(side, x - part.mean);
    const double share = part.deviation > 0.0 ? normal_cdf(above / part.deviation) : above >= 0.0 ? 1.0 : product(0.0, above);
    sum = fma(part.weight, share, sum);
  }
  return sum;
}

/// The number that the mixture is at most with probability `tail`, in (0, 1): between the parts' own quantiles. NaN where a part is no law.
/// Error: 4 eps of it and of the nearest part's deviation, and what the weights' sum lacks.
inline double mixture_quantile(std::span<const NormalPart> parts, double tail) noexcept {
  const double z = normal_quantile(tail), side = tail <= 0.5 ? 1.0 : -1.0;
  const double wanted = tail <= 0.5 ? tail : 1.0 - tail;
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const NormalPart& part : parts) {
    if (!(part.weight >= 0.0 && part.deviation >= 0.0)) return std::numeric_limits<double>::quiet_NaN();
    low = least(fma(part.deviation, z, part.mean), low);
    high = greatest(fma(part.deviation, z, part.mean), high);
  }
  if (!(low < high)) return low == high ? low : std::numeric_limits<double>::quiet_NaN();
  const auto off = [&](double x) { return product(side, log(mixture_probability(parts, x, side)) - log(wanted)); };
  // The ends are met exactly where one part has all the weight.
  const double room = fma(0x1p-40, high - low, product(0x1p-48, greatest(magnitude(low), magnitude(high))));
  const Root found = bracketed_root(off, low - room, high + room, {.absolute = product(0x1p-54, high - low)});
  return found.converged ? found.root : std::numeric_limits<double>::quiet_NaN();
}

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
