#pragma once

#include <limits>
#include <span>

#include "bulwark/math/lanes.hpp"

namespace bulwark::inline v1 {

/// The lowest of some numbers, where it is, and the lowest of the others.
struct Worst {
  double lowest = 0.0;
  double runner_up = 0.0;  ///< +infinity where there is no other
  Index index = -1;        ///< the first on a tie; -1 where a number is NaN or there is none
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// NaN anywhere makes both numbers NaN: a minimum that drops it would call an unknown account safe.
inline Worst worst_of(std::span<const double> x) noexcept {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (x.empty()) return {};
  const Index size = std::ssize(x), whole = size / 8 * 8;
  Lanes<8> lowest(infinity), second(infinity);
  const auto take = [&](const Lanes<8>& next) {
    second = min(second, max(lowest, next));
    lowest = min(lowest, next);
  };
  for (Index i = 0; i < whole; i += 8) take(load<Lanes<8>>(x.data() + i));
  if (whole < size) take(load_first<Lanes<8>>(x.data() + whole, static_cast<int>(size - whole), infinity));
  double best = lowest.lane(0), next = second.lane(0);
  for (int lane = 1; lane < 8; ++lane) {
    next = least(least(next, second.lane(lane)), greatest(best, lowest.lane(lane)));
    best = least(best, lowest.lane(lane));
  }
  for (Index i = 0; i < size; ++i)
    if (x[static_cast<std::size_t>(i)] == best) return {best, next, i};
  return {best, next, -1};
}

}  // namespace bulwark::BULWARK_TARGET
