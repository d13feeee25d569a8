#pragma once

#include <algorithm>
#include <concepts>

#include "bulwark/math/random_bits.hpp"
#include "bulwark/var/shortfall_test.hpp"

namespace bulwark::inline v1 {

/// How a statistic's law is found.
struct Simulation {
  Index paths = 10'000;
  std::uint64_t seed = 0;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How likely `statistic(days)` is as low as it is or lower where the forecasts are right: the share of simulated histories, the real one
/// among them, in which it is. `profit(day, u)` is the profit that the forecast of that day (its number) says to be exceeded with
/// probability 1 - u. `scratch` is as long as `days`. The same bits for the same seed. Error: sqrt(p (1 - p) / paths). NaN where the
/// statistic is. Source: Acerbi, Szekely (2014); Davison, Hinkley (1997), 4.2 for counting the real one.
template <class Statistic, class Profit>
requires std::invocable<const Statistic&, std::span<const ForecastDay>> && std::invocable<const Profit&, Index, double> ShortfallTest
simulated_p_value(std::span<const ForecastDay> days, const Statistic& statistic, const Profit& profit, std::span<ForecastDay> scratch,
                  const Simulation& simulation = {})
noexcept {
  const double real = statistic(days);
  const Index count = std::ssize(days);
  const std::span<ForecastDay> path = scratch.first(days.size());
  std::copy(days.begin(), days.end(), path.begin());
  double as_low = 1.0, known = 1.0;
  for (Index p = 0; p < simulation.paths; ++p) {
    for (Index pair = 0; 2 * pair < count; ++pair) {
      const auto u = random_pair(simulation.seed, p, pair);
      for (Index day = 2 * pair; day < 2 * pair + 2 && day < count; ++day)
        path[static_cast<std::size_t>(day)].profit = profit(day, u[static_cast<std::size_t>(day - 2 * pair)]);
    }
    const double simulated = statistic(std::span<const ForecastDay>(path));
    as_low += simulated <= real ? 1.0 : 0.0;
    known += simulated == simulated ? 1.0 : 0.0;  // Z1 has no value on a path without exceptions
  }
  return {real, real == real ? as_low / known : real};
}

}  // namespace bulwark::BULWARK_TARGET
