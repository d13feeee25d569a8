#pragma once

#include <algorithm>
#include <limits>
#include <span>

#include "bulwark/math/smaller_ones.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether no value is NaN.
inline bool has_no_nan(std::span<const double> values) noexcept {
  using Real = Lanes<16>;
  const Index size = std::ssize(values);
  Mask<16> strange = Real(0.0) < Real(0.0);
  Index i = 0;
  for (; i + 16 <= size; i += 16) strange = strange | is_nan(load<Real>(values.data() + i));
  if (i < size) strange = strange | is_nan(load_first<Real>(values.data() + i, size - i, 0.0));
  return !any(strange);
}

/// A number that some more than the `count` smallest are probably not above, from a sample of 2,048; NaN where a pass would not pay: where
/// values are few or the count is much of them, or a sampled value is NaN.
inline double likely_bound(std::span<const double> values, Index count) noexcept {
  constexpr Index sampled = 2048;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const Index size = std::ssize(values);
  if (size < 2 * sampled || count < 1 || count > size / 8) return none;
  double sample[sampled];
  for (Index i = 0; i < sampled; ++i) sample[i] = values[static_cast<std::size_t>(i * (size / sampled))];
  if (!has_no_nan(sample)) return none;
  const double share = static_cast<double>(sampled) * static_cast<double>(count) / static_cast<double>(size);
  const auto rank = static_cast<Index>(share + 4.0 * __builtin_sqrt(share) + 4.0);  // four deviations above where it should be
  std::nth_element(sample, sample + rank, sample + sampled);
  return sample[rank];
}

/// Moves the `count` smallest values, and some more, to the front. Returns how many there are to look at: a fraction of the whole where
/// the whole is long and the count a small part of it, else all of them; -1 where a value is NaN. One pass: a wrong guess of the bound
/// costs time, never the answer. Source: Floyd, Rivest, "Expected time bounds for selection" (1975), the sampling alone.
inline Index smallest_first(std::span<double> values, Index count) noexcept {
  const double bound = likely_bound(values, count);
  Index kept = 0;
  if (bound == bound)
    at_smaller_ones<false>(values.data(), std::ssize(values), bound, [&, x = values.data()](Index i) { std::swap(x[kept++], x[i]); });
  const Index near = kept < count || kept == 0 ? std::ssize(values) : kept;
  return has_no_nan(values.first(static_cast<std::size_t>(near))) ? near : -1;
}

/// The same with the values left as they are: those to look at are copied to the front of `scratch`, which is as long as `values`.
inline Index smallest_copied(std::span<const double> values, Index count, std::span<double> scratch) noexcept {
  const double bound = likely_bound(values, count);
  Index kept = 0;
  if (bound == bound)
    at_smaller_ones<false>(values.data(), std::ssize(values), bound,
                           [&, x = values.data(), to = scratch.data()](Index i) { to[kept++] = x[i]; });
  if (kept < count || kept == 0) {
    std::copy(values.begin(), values.end(), scratch.begin());
    kept = std::ssize(values);
  }
  return has_no_nan(std::span<const double>(scratch).first(static_cast<std::size_t>(kept))) ? kept : -1;
}

}  // namespace bulwark::BULWARK_TARGET
