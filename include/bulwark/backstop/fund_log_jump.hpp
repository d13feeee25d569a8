#pragma once

#include <concepts>

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::BULWARK_TARGET {

/// The log jump that a share `number` in (0, 1) of jumps is below: the inverse of the law that prices the options.
inline double log_jump(const JumpParameters& jumps, double number) noexcept {
  return fma(jumps.log_jump_deviation, normal_quantile(number), jumps.mean_log_jump);
}
inline double log_jump(const DoubleExponentialJumps& jumps, double number) noexcept {
  const double down_share = 1.0 - jumps.up_share;
  return number < down_share ? log(number / down_share) / jumps.down_rate : -log((1.0 - number) / jumps.up_share) / jumps.up_rate;
}

/// Parameters of a jump-diffusion whose jumps can be drawn.
template <class Jumps>
concept DrawnJumps = requires(const Jumps& jumps, double number) {
  { log_jump(jumps, number) }
  noexcept->std::same_as<double>;
};
static_assert(DrawnJumps<JumpParameters> && DrawnJumps<DoubleExponentialJumps>);

}  // namespace bulwark::BULWARK_TARGET
