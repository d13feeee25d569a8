#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A price rounded up to a multiple of `tick` (> 0), as venues print it. A price within 2^-40 of a multiple is that multiple: decimal ticks
/// are no doubles. Prices above 2^52 ticks and NaN stay as they are.
inline double up_to_tick(double price, double tick) noexcept {
  const double steps = price / tick;
  if (!(steps < 0x1p52)) return price;
  const double nearest = pinned(steps + 0x1p52) - 0x1p52;
  return product(magnitude(steps - nearest) <= product(0x1p-40, steps) ? nearest : __builtin_ceil(steps), tick);
}

}  // namespace bulwark::BULWARK_TARGET
