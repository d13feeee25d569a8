#pragma once

#include <vector>

#include "bulwark/math/random_bits.hpp"
#include "bulwark/pricing/exit_law.hpp"

namespace bulwark::BULWARK_TARGET {

/// A normal law in 96 parts of equal width within 6 deviations, each standing at its mean; the outermost carry the tails.
inline void add_normal_parts(double mean, double variance, double probability, std::vector<Landing>& moves) {
  constexpr int parts = 96;
  const double deviation = __builtin_sqrt(variance);
  if (!(deviation > 0.0)) return moves.push_back({mean, probability});
  for (int i = 0; i < parts; ++i) {
    const double from = -6.0 + 0.125 * i, to = from + 0.125;
    const double below = i == 0 ? 0.0 : from < 0.0 ? normal_cdf(from) : 1.0 - normal_cdf(-from);
    const double share = i == 0           ? normal_cdf(to)
                         : i == parts - 1 ? normal_cdf(-from)
                         : from >= 0.0    ? normal_cdf(-from) - normal_cdf(-to)
                                          : normal_cdf(to) - below;
    const double first = i == 0 ? 0.0 : normal_density(from), last = i == parts - 1 ? 0.0 : normal_density(to);
    moves.push_back({fma(deviation, (first - last) / share, mean), product(probability, share)});
  }
}

/// Where a log price may have gone after `years`, as weighted places: the diffusion alone in 96 parts, and for each number of jumps 1,024
/// places of a lattice (Merton's are normal, so 96 parts again). Jumps are never too rare to be there: each number of them has its own
/// places, weighted by its probability. Domain: at most 60 jumps expected. Error: within 3e-3 of an expected put struck where the diffusion
/// may go, 5e-4 of the expected price, measured up to a week.
inline std::vector<Landing> log_moves(const LogPrice& price, double years) {
  std::vector<Landing> moves;
  if (!(years > 0.0)) return {{0.0, 1.0}};
  const double expected = product(jumps_per_year(price.model), years), drift = product(drift_between_jumps(price), years),
               variance = product(product(price.volatility, price.volatility), years);
  double weight = exp(-expected), left = -expm1(-expected);
  add_normal_parts(drift, variance, weight, moves);
  const double ignored = product(1e-9, left);
  for (int n = 1; n <= 150 && left > ignored; ++n) {
    weight = product(weight, expected / n), left -= weight;
    if (const auto* merton = std::get_if<JumpParameters>(&price.model)) {
      const double spread = product(merton->log_jump_deviation, merton->log_jump_deviation);
      add_normal_parts(fma(n, merton->mean_log_jump, drift), fma(n, spread, variance), weight, moves);
    } else if (const auto* kou = std::get_if<DoubleExponentialJumps>(&price.model)) {
      constexpr std::uint64_t points = 1024, generator = 299;
      const ExponentialSizes sizes(*kou);
      for (std::uint64_t point = 0; point < points; ++point) {
        std::uint64_t multiple = point;
        Index coordinate = 0;
        const auto next = [&] {
          const double x = static_cast<double>(multiple) / points + random_pair(0x6d6f766573, coordinate++, n)[0];
          multiple = multiple * generator % points;
          return greatest(1.0 - magnitude(fma(2.0, x - __builtin_floor(x), -1.0)), 0x1p-53);
        };
        const double first = next();
        double move = fma(__builtin_sqrt(variance), normal_quantile(first), drift);
        for (int k = 0; k < n; ++k) {
          const double u = next();
          move += sizes.at(u, 1.0 - u);
        }
        moves.push_back({move, weight / points});
      }
    }
  }
  return moves;
}

}  // namespace bulwark::BULWARK_TARGET
