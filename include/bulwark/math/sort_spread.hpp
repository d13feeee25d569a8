#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Sorts numbers, none of them NaN, in place: each goes to the part of the range that it lies in, and parts that many share are sorted as
/// usual. Linear in how many there are where they are spread over their range, as losses in a tail are; at worst as std::sort. Source:
/// Neubert, "The flashsort1 algorithm" (1998).
inline void sort_spread(std::span<double> values) noexcept {
  constexpr Index most_parts = 4096, few = 24;
  const Index size = std::ssize(values);
  double low = __builtin_inf(), high = -__builtin_inf();
  for (const double x : values) low = x < low ? x : low, high = x > high ? x : high;
  const Index parts = size / 4 < most_parts ? size / 4 : most_parts;
  const double scale = static_cast<double>(parts - 1) / (high - low);
  if (size < 256 || size > Index{1} << 30 || !(high > low) || !(scale > 0.0 && is_finite(scale))) {
    std::sort(values.begin(), values.end());
    return;
  }
  const auto part_of = [&](double x) { return static_cast<std::int32_t>((x - low) * scale); };  // increasing in x, in [0, parts)
  std::int32_t next[most_parts + 1], end[most_parts];
  std::fill(next, next + parts + 1, 0);
  for (const double x : values) ++next[part_of(x) + 1];
  for (Index p = 0; p < parts; ++p) end[p] = next[p + 1] += next[p];
  for (Index p = 0; p < parts; ++p)
    while (next[p] < end[p]) {
      double carried = values[static_cast<std::size_t>(next[p])];
      for (std::int32_t home = part_of(carried); home != p; home = part_of(carried))
        std::swap(carried, values[static_cast<std::size_t>(next[home]++)]);
      values[static_cast<std::size_t>(next[p]++)] = carried;
    }
  std::int32_t begin = 0;
  for (Index p = 0; p < parts; begin = end[p], ++p)
    if (end[p] - begin > few) std::sort(values.begin() + begin, values.begin() + end[p]);
  for (Index i = 1; i < size; ++i) {  // nothing is far from its place
    const double x = values[static_cast<std::size_t>(i)];
    Index at = i;
    for (; at > 0 && x < values[static_cast<std::size_t>(at - 1)]; --at)
      values[static_cast<std::size_t>(at)] = values[static_cast<std::size_t>(at - 1)];
    values[static_cast<std::size_t>(at)] = x;
  }
}

}  // namespace bulwark::BULWARK_TARGET
