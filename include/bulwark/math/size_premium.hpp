#pragma once

#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/fixed_point.hpp"

// A weight that worsens with the square root of the size it applies to, as an integer to the last unit and as a real number.
// Source: Drift v2, `math/margin.rs` at 0ae3e3b1 (2026): premium 0.8 w + factor x sqrt(size), discount 1.1 / (1 + factor x sqrt(size)).
// Integers: weights in 1e-4, factors in 1e-6, sizes in 1e-9 of a coin (all >= 0); 127 bits suffice for sizes of 100.

namespace bulwark::inline v1 {

/// The square root of a size, in 1e-5 of a root of a coin, rounded down.
template <ExactInteger Int>
constexpr Int size_root(const Int& size) {
  return square_root<Int>(Int(10) * size + Int(1));
}

/// 0.8 w + factor x sqrt(size): starts a fifth below `weight`. With no factor, `weight`.
template <ExactInteger Int>
constexpr Int unbounded_size_premium(const Int& weight, const Int& factor, const Int& size) {
  if (factor == Int(0)) return weight;
  constexpr int root_times_rate_over_weight = 10'000'000;  // 1e5 x 1e6 / 1e4
  return weight - weight / Int(5) + size_root<Int>(size) * factor / Int(root_times_rate_over_weight);
}

/// The same, never below `weight`.
template <ExactInteger Int>
constexpr Int size_premium(const Int& weight, const Int& factor, const Int& size) {
  return larger<Int>(weight, unbounded_size_premium<Int>(weight, factor, size));
}

/// 1.1 / (1 + factor x sqrt(size)), never above `weight`. With no factor, `weight`.
template <ExactInteger Int>
constexpr Int size_discount(const Int& weight, const Int& factor, const Int& size) {
  if (factor == Int(0)) return weight;
  const Int one(fixed::rate), most = (one + one / Int(10)) * Int(fixed::weight);
  return smaller<Int>(weight, most / (one + size_root<Int>(size) * factor / Int(100'000)));
}

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// 0.8 w + factor x sqrt(coins), never below `weight` (a fraction). Coins >= 0.
inline double size_premium(double weight, double factor, double coins) noexcept {
  return greatest(weight, fma(factor, __builtin_sqrt(coins), product(0.8, weight)));
}

/// What one coin more adds to coins x size_premium(...): the weight itself, or 0.8 w + 1.5 x factor x sqrt(coins).
inline double size_premium_slope(double weight, double factor, double coins) noexcept {
  const double root = product(factor, __builtin_sqrt(coins)), start = product(0.8, weight);
  return start + root < weight ? weight : fma(1.5, root, start);
}

/// 1.1 / (1 + factor x sqrt(coins)), never above `weight` (a fraction, <= 1). Coins >= 0.
inline double size_discount(double weight, double factor, double coins) noexcept {
  return least(weight, 1.1 / fma(factor, __builtin_sqrt(coins), 1.0));
}

}  // namespace bulwark::BULWARK_TARGET
