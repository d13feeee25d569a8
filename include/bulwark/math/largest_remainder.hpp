#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <span>

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// Scratch of `split_by_largest_remainder`: what rounding down took from one share.
template <ExactInteger Int>
struct Remainder {
  Int rest{0};
  std::uint64_t id = 0;
  std::size_t at = 0;
};

/// Splits `total` (>= 0) in proportion to `weight(i)` (>= 0), exactly: each share is rounded down, and the units that this leaves go one
/// each to the largest remainders, of equals to the lowest `id(i)`. No share is a whole unit from its exact value, and none exceeds its
/// weight where the total does not exceed theirs. With ids that are unique the order of the claimants changes no share. Fills `shares`;
/// `scratch` and `shares` have the claimants' number. Returns what was given: the total, or 0 where nobody has any weight.
/// Source: the method of Hamilton. Width: total x weight.
template <ExactInteger Int, std::invocable<std::size_t> Weight, std::invocable<std::size_t> Id>
constexpr Int split_by_largest_remainder(const Int& total, Weight weight, Id id, std::span<Remainder<Int>> scratch, std::span<Int> shares) {
  const Int zero(0), one(1);
  Int weights(0);
  for (std::size_t i = 0; i < shares.size(); ++i) weights = weights + weight(i), shares[i] = zero;
  if (!(zero < weights && zero < total)) return zero;
  Int left = total;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const Int of_all = total * weight(i);
    shares[i] = of_all / weights;
    left = left - shares[i];
    scratch[i] = {of_all - shares[i] * weights, id(i), i};
  }
  const auto first = [](const Remainder<Int>& a, const Remainder<Int>& b) {
    return b.rest < a.rest || (a.rest == b.rest && (a.id < b.id || (a.id == b.id && a.at < b.at)));
  };
  std::size_t units = 0;
  for (Int u = zero; u < left; u = u + one) ++units;
  const std::span<Remainder<Int>> all = scratch.first(shares.size());
  if (units > 0) std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(units - 1), all.end(), first);
  for (std::size_t k = 0; k < units; ++k) shares[all[k].at] = shares[all[k].at] + one;
  return total;
}

}  // namespace bulwark::inline v1
