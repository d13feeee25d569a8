#pragma once

#include <limits>
#include <span>

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

/// The number that the mixture is at most (`side` +1), or at least (-1), with probability `tail`, in (0, 1): between the parts' own
/// quantiles. NaN where a part is no law. Error: 4 eps of it and of the nearest part's deviation, and what the weights' sum lacks.
inline double mixture_tail_quantile(std::span<const NormalPart> parts, double tail, double side) noexcept {
  const double z = product(side, normal_quantile(tail));
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const NormalPart& part : parts) {
    if (!(part.weight >= 0.0 && part.deviation >= 0.0)) return std::numeric_limits<double>::quiet_NaN();
    low = least(fma(part.deviation, z, part.mean), low);
    high = greatest(fma(part.deviation, z, part.mean), high);
  }
  if (!(low < high)) return low == high ? low : std::numeric_limits<double>::quiet_NaN();
  const auto off = [&](double x) { return product(side, log(mixture_probability(parts, x, side)) - log(tail)); };
  // The ends are met exactly where one part has all the weight.
  const double room = fma(0x1p-40, high - low, product(0x1p-48, greatest(magnitude(low), magnitude(high))));
  const Root found = bracketed_root(off, low - room, high + room, {.absolute = product(0x1p-54, high - low)});
  return found.converged ? found.root : std::numeric_limits<double>::quiet_NaN();
}

/// The number that the mixture is at most with probability `share`, in (0, 1).
inline double mixture_quantile(std::span<const NormalPart> parts, double share) noexcept {
  return share <= 0.5 ? mixture_tail_quantile(parts, share, 1.0) : mixture_tail_quantile(parts, 1.0 - share, -1.0);
}

}  // namespace bulwark::BULWARK_TARGET
