#pragma once

#include <limits>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// By how much a one-period shock grows when a position is closed in equal slices over `periods`, one at each period's end:
/// sqrt(sum of (k / n)^2) = sqrt((n + 1)(2n + 1) / (6n)), 1 for one period and sqrt(n / 3) for many. Independent periods of equal variance.
/// Domain: periods >= 1, whole or not; NaN elsewhere: within one period the shock itself is the answer.
inline double unwind_multiple(double periods) noexcept {
  if (!(periods >= 1.0)) return std::numeric_limits<double>::quiet_NaN();
  return __builtin_sqrt(product(periods + 1.0, fma(2.0, periods, 1.0)) / product(6.0, periods));
}

/// The same where closing begins after `wait` and goes on evenly for `unwind`: the time over which the whole position would have to be
/// held to be as uncertain, wait + unwind / 3 (the integral of the square of what is left). Any unit of time.
constexpr double unwind_horizon(double wait, double unwind) noexcept { return wait + unwind / 3.0; }

}  // namespace bulwark::BULWARK_TARGET
