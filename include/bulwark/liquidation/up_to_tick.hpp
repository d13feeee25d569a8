#pragma once

#include "bulwark/math/nearest_multiple.hpp"

namespace bulwark::BULWARK_TARGET {

/// A price >= 0 rounded up to a multiple of `tick` (> 0), as venues print it. A price within 2^-40 of a multiple is that multiple: decimal
/// ticks are no doubles. Prices beyond 2^51 ticks and NaN stay as they are.
inline double up_to_tick(double price, double tick) noexcept {
  const double steps = price / tick, nearest = nearest_multiple(price, tick);
  const bool is_there = magnitude(price - nearest) <= product(0x1p-40, price);
  return is_there || !(steps < 0x1p51) ? nearest : product(__builtin_ceil(steps), tick);
}

}  // namespace bulwark::BULWARK_TARGET
