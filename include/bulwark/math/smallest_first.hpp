#pragma once

#include <algorithm>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/lanes.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether no value is NaN.
inline bool has_no_nan(std::span<const double> values) noexcept {
  bool all = true;
  for (const double x : values) all = all & (x == x);
  return all;
}

/// Moves the `count` smallest values, and some more, to the front. Returns how many there are to look at: a fraction of the whole where
/// the whole is long and the count a small part of it, else all of them; -1 where a value is NaN. One pass beside a sample of 2,048, from
/// which a threshold is guessed: a wrong guess costs time, never the answer. Source: Floyd, Rivest, "Expected time bounds for selection"
/// (1975), the sampling alone.
inline Index smallest_first(std::span<double> values, Index count) noexcept {
  constexpr Index sampled = 2048;
  constexpr int width = 16;
  const Index size = std::ssize(values);
  if (size < 2 * sampled || count < 1 || count > size / 8) return has_no_nan(values) ? size : -1;
  double sample[sampled];
  for (Index i = 0; i < sampled; ++i) sample[i] = values[static_cast<std::size_t>(i * (size / sampled))];
  if (!has_no_nan(sample)) return -1;
  const double share = static_cast<double>(sampled) * static_cast<double>(count) / static_cast<double>(size);
  const auto rank = static_cast<Index>(share + 4.0 * __builtin_sqrt(share) + 4.0);  // four deviations above where it should be
  std::nth_element(sample, sample + rank, sample + sampled);
  const double threshold = sample[rank];
  double* const x = values.data();
  Index kept = 0;
  Mask<width> strange = Lanes<width>(0.0) < Lanes<width>(0.0);
  Index i = 0;
  for (; i + width <= size; i += width) {
    const auto now = load<Lanes<width>>(x + i);
    strange = strange | is_nan(now);
    const Mask<width> small = now <= Lanes<width>(threshold);
    if (!any(small)) continue;
    for (unsigned left = bits(small); left != 0; left &= left - 1) std::swap(x[kept++], x[i + __builtin_ctz(left)]);
  }
  bool is_strange = any(strange);
  for (; i < size; ++i) {
    is_strange = is_strange | !(x[i] == x[i]);
    if (x[i] <= threshold) std::swap(x[kept++], x[i]);
  }
  if (is_strange) return -1;
  return kept < count ? size : kept;
}

}  // namespace bulwark::BULWARK_TARGET
