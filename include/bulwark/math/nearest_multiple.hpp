#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// `x` rounded to the nearest multiple of `step` (>= 0), ties to the even one; with `unit` > 0, `x` is money and the steps are of something
/// that is worth `unit`. Nothing is rounded by a step of 0, nor beyond 2^51 steps, nor what is NaN. Error: one rounding per operation, so
/// that a multiple of 1e-9 is the double next to the decimal or its neighbour.
inline double nearest_multiple(double x, double step, double unit = 1.0) noexcept {
  if (step == 0.0) return x;
  const double steps = x / product(unit, step);
  if (!(magnitude(steps) < 0x1p51)) return steps == steps ? x : steps;
  // In [2^52, 2^53) neighbours are one apart.
  return product((pinned(steps + 0x1.8p52) - 0x1.8p52) * step, unit);
}

}  // namespace bulwark::BULWARK_TARGET
