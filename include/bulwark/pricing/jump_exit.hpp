#pragma once

#include <array>
#include <span>

#include "bulwark/math/random_bits.hpp"
#include "bulwark/pricing/diffusion_exit.hpp"
#include "bulwark/pricing/jump_sizes.hpp"
#include "bulwark/pricing/log_price.hpp"

namespace bulwark::inline v1 {

/// Shares with what is known of their error.
struct MeasuredExit {
  ExitShares shares{};
  double error = 0.0;  ///< of their sum: one standard error, from eight shifts of the lattice; 0 where another method answers
};

/// How hard to try.
struct LatticeEffort {
  Index points = 2048;    ///< of one shifted lattice, for the likeliest number of jumps, fewer where many are expected; a power of two
  Index least = 64;       ///< for the others
  double ignored = 1e-8;  ///< share of all paths with a jump that may be left out, because they jump too often
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Nothing else is asked of the jumps that leave.
struct OnlyShares {
  template <class Sizes>
  void operator()(double, double, double, const Sizes&) const noexcept {}
};

/// A diffusion's exit where less than 1e-18 counts as none.
inline ExitShares quick_exit(const LogRange& range, double drift, double variance) noexcept {
  const auto is_near = [&](double distance, double move) {
    return distance + move < 0.0 || product(distance + move, distance + move) < 81.0 * variance;
  };
  return {.below_at_end = is_near(range.below, drift) ? exit_below(range, drift, variance) : 0.0,
          .above_at_end = is_near(range.above, -drift) ? exit_below({range.above, range.below}, -drift, variance) : 0.0};
}

/// How a log price with any independent jumps first leaves a range within `years`.
/// Number of jumps by number of jumps. Given it, the times of the jumps, where the diffusion is before each (given that it is in the range)
/// and each jump's size (given that it does not leave) are the coordinates of a lattice; all that can be known in closed form is: leaving
/// between jumps by images, not leaving on the way to the next jump by the Brownian bridge, leaving by a jump by the law of its sizes. So
/// every coordinate's integrand is smooth, and rare exits are no rarer to the method than likely ones.
/// Source: conditioning as in Metwally and Atiya (2002); a Korobov lattice (a = 299, of the best by the P2 criterion), folded for its
/// period (Hickernell 2002), shifted eight times by Philox with a fixed seed: the answer is a function of its arguments, to the bit. Error:
/// 1e-3 of the probability of leaving, measured against Kou's closed form from a minute to a month and up to two jumps expected; 4e-3 at
/// twenty; 1e-2 of what the diffusion carries out after a jump. `error` says what it is. Domain: no faults, years > 0; NaN where more than
/// 60 jumps are expected. `on_jump(weight, below, above, sizes)` sees every place from which a jump may leave, with the distances to both
/// ends.
template <class Sizes, class OnJump = OnlyShares>
MeasuredExit exit_with_jumps(const LogPrice& price, const Sizes& sizes, const LogRange& range, double years, OnJump&& on_jump = {},
                             const LatticeEffort& effort = {}) noexcept {
  constexpr int most_jumps = 150, shifts = 8;
  constexpr std::uint64_t seed = 0x6b6f726f626f76, generator = 299;
  const double expected = product(jumps_per_year(price.model), years), variance = product(price.volatility, price.volatility),
               drift = drift_between_jumps(price);
  MeasuredExit result;
  const double none = exp(-expected);
  const ExitShares still = exit_of_diffusion(range, product(drift, years), product(variance, years));
  result.shares = {.below_at_end = product(none, still.below_at_end), .above_at_end = product(none, still.above_at_end)};
  if (expected == 0.0) return result;
  if (!(expected <= 60.0)) {
    result.shares.below_at_end = result.error = std::numeric_limits<double>::quiet_NaN();
    return result;
  }
  double likeliest = 0.0, weight = none;
  for (int n = 1; n <= most_jumps; ++n) weight = product(weight, expected / n), likeliest = greatest(likeliest, weight);
  weight = none;
  double left = -expm1(-expected);
  const double ignored = product(effort.ignored, left);
  std::array<double, shifts> sums{};
  for (int n = 1; n <= most_jumps && left > ignored; ++n) {
    weight = product(weight, expected / n);
    left -= weight;
    Index points = effort.points;
    const double worth = product(static_cast<double>(effort.points), __builtin_sqrt(weight / likeliest / greatest(1.0, expected)));
    while (points > effort.least && static_cast<double>(points) > 2.0 * worth) points /= 2;
    const double each = weight / static_cast<double>(points * shifts);
    const auto mask = static_cast<std::uint64_t>(points) - 1;
    std::array<double, 3 * most_jumps> offset;
    for (int shift = 0; shift < shifts; ++shift) {
      for (Index i = 0; i < 3 * n; ++i) offset[static_cast<std::size_t>(i)] = random_pair(seed, i, shift)[0];
      for (Index point = 0; point < points; ++point) {
        auto multiple = static_cast<std::uint64_t>(point);
        std::size_t coordinate = 0;
        const auto next = [&] {
          const double x = static_cast<double>(multiple) / static_cast<double>(points) + offset[coordinate++];
          multiple = multiple * generator & mask;
          const double u = x - __builtin_floor(x);
          return greatest(1.0 - magnitude(fma(2.0, u, -1.0)), 0x1p-53);
        };
        double alive = each, left_by = 0.0, below = range.below, above = range.above, time = years;
        const auto count = [&](double& share, double by) { share += by, left_by += by; };
        for (int k = 0; k < n && alive > 0.0; ++k) {
          const double rest = product(time, exp(log(next()) / (n - k)));
          const double step = greatest(time - rest, product(0x1p-52, years)), move = product(drift, step), spread = product(variance, step);
          time = rest;
          const ExitShares leg = quick_exit({below, above}, move, spread);
          count(result.shares.below_at_end, product(alive, leg.below_at_end));
          count(result.shares.above_at_end, product(alive, leg.above_at_end));
          const double deviation = __builtin_sqrt(spread);
          const double under = normal_below((-below - move) / deviation), over = normal_below((move - above) / deviation);
          const double within = 1.0 - under - over, u = next();
          if (!(within > 0.0)) break;
          const double low = fma(u, within, under), high = fma(1.0 - u, within, over);
          double gone = fma(deviation, low < high ? normal_quantile(low) : -normal_quantile(high), move);
          gone = least(greatest(gone, product(-below, 1.0 - 0x1p-50)), product(above, 1.0 - 0x1p-50));
          alive = product(alive, product(within, bridge_stays({below, above}, gone, spread)));
          below += gone, above -= gone;
          const double leaps_down = share_below(sizes, -below), leaps_up = share_above(sizes, above), stays = 1.0 - leaps_down - leaps_up;
          count(result.shares.below_by_jump, product(alive, leaps_down));
          count(result.shares.above_by_jump, product(alive, leaps_up));
          on_jump(alive, below, above, sizes);
          const double size_at = next();
          if (!(stays > 0.0)) {
            alive = 0.0;
            break;
          }
          double jump = sizes.at(fma(size_at, stays, leaps_down), fma(1.0 - size_at, stays, leaps_up));
          jump = least(greatest(jump, product(-below, 1.0 - 0x1p-50)), product(above, 1.0 - 0x1p-50));
          alive = product(alive, stays);
          below += jump, above -= jump;
        }
        if (alive > 0.0 && time > 0.0) {
          const ExitShares last = quick_exit({below, above}, product(drift, time), product(variance, time));
          count(result.shares.below_at_end, product(alive, last.below_at_end));
          count(result.shares.above_at_end, product(alive, last.above_at_end));
        }
        sums[static_cast<std::size_t>(shift)] += product(left_by, static_cast<double>(shifts));
      }
    }
  }
  double mean = 0.0, square = 0.0;
  for (const double sum : sums) mean += sum / shifts;
  for (const double sum : sums) square = fma(sum - mean, sum - mean, square);
  result.error = __builtin_sqrt(square / (shifts * (shifts - 1)));
  return result;
}

}  // namespace bulwark::BULWARK_TARGET
