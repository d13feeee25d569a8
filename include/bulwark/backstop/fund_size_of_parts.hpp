#pragma once

#include <limits>

#include "bulwark/backstop/fund_size.hpp"
#include "bulwark/math/smallest_of_many.hpp"

namespace bulwark::BULWARK_TARGET {

/// Paths that `fund_size` lets be ruined, and how many ranks its error looks to either side.
struct RuinedPaths {
  Index ruined, apart;
  double deviation;

  RuinedPaths(Index paths, double ruin) noexcept
      : ruined(static_cast<Index>(product(static_cast<double>(paths), ruin))),
        apart(0),
        deviation(__builtin_sqrt(product(product(static_cast<double>(paths), ruin), 1.0 - ruin))) {
    apart = static_cast<Index>(__builtin_ceil(deviation));
  }
};

/// How many of the largest needs `fund_size` looks at; known before any path is walked. `ruin` in (0, 1).
inline Index needs_in_tail(Index paths, double ruin) noexcept {
  const RuinedPaths at(paths, ruin);
  const Index needs = at.ruined + at.apart + 1;
  return needs < paths ? needs : paths;
}

/// `fund_size` of all needs whose negatives have passed `negated`, in whatever parts, with the same bits. NaN as there, and where it did
/// not want `needs_in_tail` of them or is not complete.
inline FundEstimate fund_size(SmallestOfMany& negated, double ruin) noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const Index paths = negated.count();
  if (!(ruin > 0.0 && ruin < 1.0) || paths < 1 || negated.has_nan() || !negated.is_complete()) return {unknown, unknown};
  const std::span<const double> largest = negated.sorted();
  if (std::ssize(largest) < needs_in_tail(paths, ruin)) return {unknown, unknown};
  const auto need = [&](Index rank) { return 0.0 - largest[static_cast<std::size_t>(rank)]; };  // 0 is the largest
  const RuinedPaths at(paths, ruin);
  if (at.ruined < at.apart || at.ruined + at.apart >= paths) return {need(at.ruined), unknown};
  const double above = need(at.ruined - at.apart), below = need(at.ruined + at.apart);
  return {need(at.ruined), product(above - below, 0.5) * (at.deviation / static_cast<double>(at.apart))};
}

}  // namespace bulwark::BULWARK_TARGET
