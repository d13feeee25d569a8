#pragma once

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/exit_shares.hpp"

namespace bulwark::BULWARK_TARGET {

/// The range whose continuous exits are those that a price seen only every `interval` years shows of `range`: each end further away by
/// 0.5826 deviations of the diffusion between two looks, for a price that crosses between them and comes back is not seen.
/// Source: Broadie, Glasserman, Kou, "A continuity correction for discrete barrier options" (1997): -zeta(1/2) / sqrt(2 pi); holds with
/// jumps (Dia and Lamberton 2011), whose exits the move of the ends touches by as much as it moves them.
/// Error of a diffusion's probability, against a convolution from look to look: low by 0.08 % for 250 looks, 0.9 % for 25 and 5 % for 5 at
/// an end one deviation away; by 0.5, 5 and 26 % at three deviations. Not for a single look.
inline LogRange seen_at_updates(const LogRange& range, double volatility, double interval) noexcept {
  const double shift = product(0.58259715793901067, product(volatility, __builtin_sqrt(interval)));
  return {range.below + shift, range.above + shift};
}

}  // namespace bulwark::BULWARK_TARGET
