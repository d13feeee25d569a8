#pragma once

#include <algorithm>
#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/smallest_first.hpp"
#include "bulwark/math/sort_spread.hpp"

namespace bulwark::inline v1 {

/// A number and how much it counts.
struct Weighted {
  double value;
  double weight;  ///< finite, >= 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The value that `rank` (0 the smallest, in [0, size)) others come before in order. Reorders `scratch`.
/// The order of the input changes no bit. Limits: NaN when a value is NaN or the rank is outside.
inline double nth_smallest(std::span<double> scratch, Index rank) noexcept {
  if (rank < 0 || rank >= std::ssize(scratch)) return std::numeric_limits<double>::quiet_NaN();
  const Index near = smallest_first(scratch, rank + 1);
  if (near < 0) return std::numeric_limits<double>::quiet_NaN();
  std::nth_element(scratch.begin(), scratch.begin() + rank, scratch.begin() + near);
  return scratch[static_cast<std::size_t>(rank)] + 0.0;  // one zero
}

/// The sum of the `count` smallest values, the last of them in part where `count` (in [0, size]) is not whole. Reorders `scratch`.
/// Added from the smallest up, so the order of the input changes no bit. Limits: NaN when a value is NaN or the count is outside.
inline double tail_sum(std::span<double> scratch, double count) noexcept {
  const auto size = static_cast<double>(scratch.size());
  if (!(count >= 0.0 && count <= size)) return std::numeric_limits<double>::quiet_NaN();
  const auto whole = static_cast<Index>(count);
  const double part = count - static_cast<double>(whole);
  const Index used = part > 0.0 ? whole + 1 : whole;
  const Index near = smallest_first(scratch, used);
  if (near < 0) return std::numeric_limits<double>::quiet_NaN();
  if (used < near) std::nth_element(scratch.begin(), scratch.begin() + used, scratch.begin() + near);
  sort_spread(scratch.first(static_cast<std::size_t>(used)));
  double sum = 0.0;
  for (Index i = 0; i < whole; ++i) sum += scratch[static_cast<std::size_t>(i)];
  return part > 0.0 ? fma(part, scratch[static_cast<std::size_t>(whole)], sum) : sum;
}

/// The mean of the `count` > 0 smallest values, as `tail_sum`.
inline double tail_mean(std::span<double> scratch, double count) noexcept { return tail_sum(scratch, count) / count; }

/// Puts the pairs in order of value, then of weight; whether every value is a number or infinite and every weight is finite and >= 0.
inline bool sort_weighted(std::span<Weighted> scratch) noexcept {
  for (const Weighted& w : scratch)
    if (!(w.value == w.value && w.weight >= 0.0 && is_finite(w.weight))) return false;
  std::sort(scratch.begin(), scratch.end(),
            [](const Weighted& a, const Weighted& b) { return a.value < b.value || (a.value == b.value && a.weight < b.weight); });
  return true;
}

/// The smallest value such that values up to it weigh at least `weight`. Reorders `scratch`.
/// Limits: NaN when a value or weight is bad, or nothing weighs that much.
inline double weighted_quantile(std::span<Weighted> scratch, double weight) noexcept {
  if (!sort_weighted(scratch)) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0.0;
  for (const Weighted& w : scratch) {
    sum += w.weight;
    if (w.weight > 0.0 && sum >= weight) return w.value + 0.0;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

/// The sum of weight times value over the smallest values that weigh `weight` together, the last of them in part. Reorders `scratch`.
/// Limits: as `weighted_quantile`; 0 for no weight.
inline double weighted_tail_sum(std::span<Weighted> scratch, double weight) noexcept {
  if (!(weight >= 0.0) || !sort_weighted(scratch)) return std::numeric_limits<double>::quiet_NaN();
  double left = weight;
  double sum = 0.0;
  for (const Weighted& w : scratch) {
    if (!(left > 0.0)) break;
    if (!(w.weight > 0.0)) continue;  // even where the value is infinite
    const double used = least(w.weight, left);
    sum = fma(used, w.value, sum);
    left -= used;
  }
  return left > 0.0 ? std::numeric_limits<double>::quiet_NaN() : sum;
}

/// The mean of the smallest values that weigh `weight` > 0 together.
inline double weighted_tail_mean(std::span<Weighted> scratch, double weight) noexcept {
  return weighted_tail_sum(scratch, weight) / weight;
}

}  // namespace bulwark::BULWARK_TARGET
