#pragma once

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/pricing/exit_shares.hpp"

namespace bulwark::BULWARK_TARGET {

/// N(x), for x infinite too.
inline double normal_below(double x) noexcept { return x < -40.0 ? 0.0 : x > 40.0 ? 1.0 : normal_cdf(x); }

/// e^(power) N(x) where the first may overflow and the second vanish.
inline double weighted_normal_below(double power, double x) noexcept {
  return x < -1e6 ? 0.0 : exp(power + log_normal_cdf(least(x, 40.0)));
}

/// The probability that a diffusion with this drift and variance (of the whole time, log units) ever falls by `distance`.
/// Source: the reflection principle; Bachelier (1901), with drift Lévy (1948).
inline double touch_below(double distance, double drift, double variance) noexcept {
  const double deviation = __builtin_sqrt(variance);
  return normal_below((-distance - drift) / deviation) +
         weighted_normal_below(-2.0 * product(drift, distance) / variance, (drift - distance) / deviation);
}

/// How it ends for good in a range: as for a gambler with these stakes.
inline ExitShares exit_in_the_end(const LogRange& range, double drift, double variance) noexcept {
  const double k = 2.0 * magnitude(drift) / variance;
  const double against = drift >= 0.0 ? range.below : range.above, along = drift >= 0.0 ? range.above : range.below;
  // To the end against the drift first: (1 - e^(-k along)) / (e^(k against) - e^(-k along)).
  const double lost =
      k == 0.0 ? along / (along + against) : expm1(product(-k, along)) / (expm1(product(-k, along)) - expm1(product(k, against)));
  return drift >= 0.0 ? ExitShares{.below_at_end = lost, .above_at_end = 1.0 - lost}
                      : ExitShares{.below_at_end = 1.0 - lost, .above_at_end = lost};
}

/// The probability that a diffusion leaves a range at its lower end first, within the time that its drift and variance are of.
/// Source: images (Darling and Siegert 1953; Anderson 1960), each an inverse Gaussian law.
/// Error: 1e-15 of the whole, measured against 40 digits. Limits: where the time is so long that less than 1e-16 stay, the end of the game.
inline double exit_below(const LogRange& range, double drift, double variance) noexcept {
  if (!(range.below < std::numeric_limits<double>::infinity())) return 0.0;
  if (!(range.above < std::numeric_limits<double>::infinity())) return touch_below(range.below, drift, variance);
  const double width = range.below + range.above, deviation = __builtin_sqrt(variance), tilt = -drift / variance, speed = magnitude(drift);
  if (variance > product(8.0 * width, width) || speed > 64.0 * width) return exit_in_the_end(range, drift, variance).below_at_end;
  const auto image = [&](double distance) {
    const double shift = product(tilt, range.below), turn = product(distance, speed) / variance;
    return weighted_normal_below(shift - turn, (speed - distance) / deviation) +
           weighted_normal_below(shift + turn, (-speed - distance) / deviation);
  };
  const double enough = fma(9.0, deviation, speed);
  double sum = image(range.below);
  for (int n = 1; n < 100; ++n) {
    const double round = product(2.0 * n, width);
    if (round - range.below > enough) break;
    sum += image(round + range.below) - image(round - range.below);
  }
  return sum > 0.0 ? least(sum, 1.0) : sum == sum ? 0.0 : sum;
}

/// The same at either end. Domain: variance > 0, distances > 0; NaN where a number is none.
inline ExitShares exit_of_diffusion(const LogRange& range, double drift, double variance) noexcept {
  return {.below_at_end = exit_below(range, drift, variance), .above_at_end = exit_below({range.above, range.below}, -drift, variance)};
}

/// The probability that a diffusion which goes from one place to another, both in the range, has not left it in between. `range` as seen
/// from where it starts; `move` is how far it goes, `variance` that of the time it takes. Drift does not matter. Source: images. Limits: 0
/// where the variance is more than 50 squares of the width.
inline double bridge_stays(const LogRange& range, double move, double variance) noexcept {
  const double below = range.below + move, above = range.above - move;  // distances from where it ends
  const auto miss = [&](double from, double to) { return exp(-2.0 * product(from, to) / variance); };
  if (!(range.below < std::numeric_limits<double>::infinity()))
    return range.above < std::numeric_limits<double>::infinity() ? -expm1(-2.0 * product(range.above, above) / variance) : 1.0;
  if (!(range.above < std::numeric_limits<double>::infinity())) return -expm1(-2.0 * product(range.below, below) / variance);
  const double width = range.below + range.above;
  if (variance > product(50.0 * width, width)) return 0.0;
  double stays = -expm1(-2.0 * product(range.below, below) / variance) - miss(range.above, above);
  for (int n = 1; n < 40; ++n) {
    const double round = product(static_cast<double>(n), width);
    if (product(round - width, round - width) > 20.0 * variance) break;
    stays += miss(round, round + move) + miss(round, round - move) - miss(range.below + round, below + round) -
             miss(range.above + round, above + round);
  }
  return stays > 0.0 ? least(stays, 1.0) : stays == stays ? 0.0 : stays;
}

}  // namespace bulwark::BULWARK_TARGET
