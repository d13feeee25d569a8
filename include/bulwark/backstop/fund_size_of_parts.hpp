#pragma once

#include "bulwark/backstop/fund_size.hpp"
#include "bulwark/math/smallest_of_many.hpp"

namespace bulwark::BULWARK_TARGET {

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
  const std::span<const double> smallest = negated.sorted();
  if (std::ssize(smallest) < needs_in_tail(paths, ruin)) return {unknown, unknown};
  return RuinedPaths(paths, ruin).size([&](Index rank) { return 0.0 - smallest[static_cast<std::size_t>(rank)]; });
}

}  // namespace bulwark::BULWARK_TARGET
