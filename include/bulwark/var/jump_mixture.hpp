#pragma once

#include "bulwark/core/market.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/var/normal_mixture_tail.hpp"

namespace bulwark::BULWARK_TARGET {

/// The log return of `years` under diffusion and lognormal jumps (Merton, 1976), one normal part for each number of jumps, as many as fit
/// into `parts`. `growth` is the price's expected growth, per year and continuous: 0 for a forward. Returns the parts used; none, so that
/// nothing follows, where `parts` is too short for all but 2^-60 of the probability, more than 700 jumps are expected, or a number is none.
/// Jumps do not grow with the square root of time: take the whole period as `years`, never scale a day's quantile.
inline std::span<const NormalPart> jump_mixture(double volatility, const JumpParameters& jumps, double growth, double years,
                                                std::span<NormalPart> parts) noexcept {
  const double expected = product(jumps.per_year, years), variance = product(product(volatility, volatility), years);
  const double jump_variance = product(jumps.log_jump_deviation, jumps.log_jump_deviation);
  const double compensator = product(expected, expm1(fma(0.5, jump_variance, jumps.mean_log_jump)));
  const double drift = fma(growth, years, fma(-0.5, variance, -compensator));
  if (!(expected >= 0.0 && expected <= 700.0 && variance >= 0.0 && is_finite(drift))) return {};
  double weight = exp(-expected);
  for (std::size_t n = 0; n < parts.size(); ++n) {
    const auto count = static_cast<double>(n);
    parts[n] = {weight, fma(count, jumps.mean_log_jump, drift), __builtin_sqrt(fma(count, jump_variance, variance))};
    weight = product(weight, expected / (count + 1.0));
    // from here on a part is at most so much of the one before
    if (count + 2.0 > expected && weight < product(0x1p-60, 1.0 - expected / (count + 2.0))) return parts.first(n + 1);
  }
  return {};
}

}  // namespace bulwark::BULWARK_TARGET
