#pragma once

#include <algorithm>
#include <span>

#include "bulwark/math/normal.hpp"
#include "bulwark/math/random_bits.hpp"
#include "bulwark/var/traffic_light.hpp"

namespace bulwark::BULWARK_TARGET {

/// Fills `at_most`[x] with how likely a model that is right has x exceptions or fewer in as many overlapping periods of `horizon` days as
/// `periods` says, each of a day's start; independent normal days. Neighbours share days, so that exceptions come in clusters and many are
/// likelier than the binomial law has it. By simulation, the same bits for the same seed: `paths` histories, error sqrt(p (1 - p) / paths);
/// a zone that begins at 99.99 % wants 5 million. `days` (scratch) has periods + horizon - 1 numbers, `at_most` periods + 1. `tail` in (0,
/// 1). Source: as the stoplight bounds of Open Source Risk Engine and of ISDA's backtesting (2017) are found.
inline void overlapping_exceptions(Index periods, Index horizon, double tail, Index paths, std::uint64_t seed, std::span<double> days,
                                   std::span<double> at_most) noexcept {
  const Index count = periods + horizon - 1;
  const double worst = product(normal_quantile(tail), __builtin_sqrt(static_cast<double>(horizon)));
  std::fill(at_most.begin(), at_most.end(), 0.0);
  for (Index path = 0; path < paths; ++path) {
    for (Index pair = 0; 2 * pair < count; ++pair) {
      const auto u = random_pair(seed, path, pair);
      for (Index day = 2 * pair; day < 2 * pair + 2 && day < count; ++day)
        days[static_cast<std::size_t>(day)] = normal_quantile(u[static_cast<std::size_t>(day - 2 * pair)]);
    }
    Index exceptions = 0;
    for (Index first = 0; first < periods; ++first) {
      double sum = 0.0;
      for (Index day = first; day < first + horizon; ++day) sum += days[static_cast<std::size_t>(day)];
      exceptions += sum < worst ? 1 : 0;
    }
    at_most[static_cast<std::size_t>(exceptions)] += 1.0;
  }
  double sum = 0.0;
  for (double& share : at_most) {
    sum += share;
    share = sum / static_cast<double>(paths);
  }
}

/// The most exceptions of a zone that ends where so many or fewer are `from` likely; -1 where none is in it. `at_most` as above.
inline Index most_exceptions(std::span<const double> at_most, double from) noexcept {
  Index most = -1;
  while (most + 1 < std::ssize(at_most) && at_most[static_cast<std::size_t>(most + 1)] < from) ++most;
  return most;
}

}  // namespace bulwark::BULWARK_TARGET
