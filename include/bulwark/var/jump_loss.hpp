#pragma once

#include <array>

#include "bulwark/var/jump_mixture.hpp"
#include "bulwark/var/normal_mixture_tail.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of one coin held (`side` +1) or owed (-1) over a margin period of `years`, as shares of its forward
/// price: diffusion and lognormal jumps of the parameters that price its options. `tail` in (0, 1). Exact for the whole period: with jumps
/// a day's loss times the root of the days is too little where the day's tail has no jump in it and the period's has, and too much where
/// the day's has. NaN where the period expects too many jumps for 256 parts (about 150) or a number is none.
inline VarReport jump_loss(double volatility, const JumpParameters& jumps, double years, double side, double tail) noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::array<NormalPart, 256> room;
  const std::span<const NormalPart> parts = jump_mixture(volatility, jumps, 0.0, years, room);
  if (parts.empty()) return {.value_at_risk = unknown, .expected_shortfall = unknown};
  const VarReport paid = lognormal_mixture_tail(parts, side, tail);
  // what is paid at the end, less what it is worth today
  return {.value_at_risk = paid.value_at_risk + side, .expected_shortfall = paid.expected_shortfall + side};
}

/// How much more is lost over `years` than over `day` years: what the root of time claims is sqrt(years / day).
inline double period_multiple(double volatility, const JumpParameters& jumps, double day, double years, double side, double tail) noexcept {
  return jump_loss(volatility, jumps, years, side, tail).value_at_risk / jump_loss(volatility, jumps, day, side, tail).value_at_risk;
}

}  // namespace bulwark::BULWARK_TARGET
