#pragma once

#include "bulwark/math/fixed_point.hpp"
#include "bulwark/math/log_ratio_pair.hpp"

namespace bulwark::BULWARK_TARGET {

using v1::power;

/// base^exponent for a positive normal base. The logarithm is kept as a pair, so that the exponent does not magnify its rounding.
/// Error: below 1.3 + |exponent ln(base)| / 100 ulp (measured over a million samples against 50 digits). Limits: 0 and infinity past the
/// range; NaN where either argument is, and for a base that is not positive, normal and finite.
inline double power(double base, double exponent) noexcept {
  if (!(base >= 0x1p-1022 && base <= 0x1.fffffffffffffp1023) || exponent != exponent) return std::numeric_limits<double>::quiet_NaN();
  const Pair<Lanes<1>> log = log_ratio_pair(Lanes<1>(base), Lanes<1>(1.0));
  const double sum = log.high.lane(0) + log.low.lane(0), rest = log.low.lane(0) - (sum - log.high.lane(0));
  const double high = product(exponent, sum);
  if (!(high < 710.0)) return std::numeric_limits<double>::infinity();
  if (!(high > -746.0)) return 0.0;
  const double low = fma(exponent, rest, fma(exponent, sum, -high));
  const Scaled<1> e = exp_parts(Lanes<1>(high), Lanes<1>(low));
  return scaled(e.mantissa, e.power).lane(0);
}

}  // namespace bulwark::BULWARK_TARGET
