#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether this thread computes as every promise about bits assumes: rounds to nearest, keeps subnormal numbers, fuses nothing that is
/// not written `fma`. A library built with -ffast-math can change the first two for the whole process when it is loaded; ask once per
/// thread, after loading.
inline bool is_arithmetic_standard() noexcept {
  // volatile: computed when it runs, not by the compiler
  const volatile double one = 1.0, low_half = 0x1p-54, high_half = 0x1.8p-53, subnormal = 0x1p-1040, up = 1.0 + 0x1p-30,
                        down = 1.0 - 0x1p-30;
  const double a = up, b = down, c = one, small = subnormal;
  const bool rounds_to_nearest = c + low_half == 1.0 && c + high_half > 1.0 && -c - low_half == -1.0 && -c - high_half < -1.0;
  const bool keeps_subnormals = product(small, 0.5) > 0.0 && product(small, 0x1p100) > 0.0;
  const bool fuses_nothing = product(a, b) - c == 0.0;
  const bool fuses_when_asked = fma(a, b, -c) == -0x1p-60;
  return rounds_to_nearest && keeps_subnormals && fuses_nothing && fuses_when_asked;
}

}  // namespace bulwark::BULWARK_TARGET
