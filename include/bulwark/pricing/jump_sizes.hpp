#pragma once

#include <limits>

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::BULWARK_TARGET {

/// The law of one jump of the logarithm, lognormal jumps of the price. Without deviation every jump is its mean.
struct LognormalSizes {
  double mean, deviation;

  explicit LognormalSizes(const JumpParameters& jumps) noexcept
      : mean(jumps.mean_log_jump), deviation(greatest(jumps.log_jump_deviation, 0x1p-40)) {}

  /// The probability of a jump below (above) `size`.
  template <class Real>
  Real below(Real size) const noexcept {
    return normal_cdf(max(min((size - Real(mean)) / Real(deviation), Real(40.0)), Real(-40.0)));
  }
  template <class Real>
  Real above(Real size) const noexcept {
    return normal_cdf(max(min((Real(mean) - size) / Real(deviation), Real(40.0)), Real(-40.0)));
  }
  /// The size with a share `below` of all jumps below it and `above` above; the smaller one tells.
  double at(double below, double above) const noexcept {
    return fma(deviation, below < above ? normal_quantile(below) : -normal_quantile(above), mean);
  }
  /// No jump of the upper (lower) side is this long but for 2^-40 of all.
  double reach(double side) const noexcept { return greatest(0.0, fma(7.2, deviation, product(side, mean))); }
};

/// The same for jumps that are exponential either way.
struct ExponentialSizes {
  double up_share, up_rate, down_rate;

  explicit ExponentialSizes(const DoubleExponentialJumps& jumps) noexcept
      : up_share(jumps.up_share), up_rate(jumps.up_rate), down_rate(jumps.down_rate) {}

  template <class Real>
  Real below(Real size) const noexcept {
    const Real down = Real(1.0 - up_share) * exp(min(size, Real(0.0)) * down_rate);
    return select(size < Real(0.0), down, 1.0 - above(size));
  }
  template <class Real>
  Real above(Real size) const noexcept {
    const Real up = Real(up_share) * exp(-max(size, Real(0.0)) * up_rate);
    return select(size < Real(0.0), 1.0 - Real(1.0 - up_share) * exp(min(size, Real(0.0)) * down_rate), up);
  }
  double at(double below, double above) const noexcept {
    if (below < 1.0 - up_share) return log(below / (1.0 - up_share)) / down_rate;
    return -(log(above / up_share) / up_rate);
  }
  double reach(double side) const noexcept { return 28.0 / (side > 0.0 ? up_rate : down_rate); }
};

/// One number of what a law says of lanes.
template <class Sizes>
double share_below(const Sizes& sizes, double size) noexcept {
  return size > -std::numeric_limits<double>::infinity() ? sizes.below(Lanes<1>(size)).lane(0) : 0.0;
}
template <class Sizes>
double share_above(const Sizes& sizes, double size) noexcept {
  return size < std::numeric_limits<double>::infinity() ? sizes.above(Lanes<1>(size)).lane(0) : 0.0;
}

}  // namespace bulwark::BULWARK_TARGET
