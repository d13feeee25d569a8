#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

// A charge whose rate depends on the amount by brackets, each rate on what lies between its floor and the next. `Tier` has a `floor`; the
// first is 0 and they increase. Source of the forms: Binance USD-M "maintenance amount", Hyperliquid "margin tiers" (2024).

/// The charge on an amount >= 0: each tier adds its extra rate on what exceeds its floor. Equal to amount x rate_n - deduction_n, without
/// the cancellation. Continuous; convex where the rates rise, concave where they fall. NaN in, NaN out.
template <class Tier>
double graduated(std::span<const Tier> tiers, double Tier::*rate, double amount) noexcept {
  double sum = product(tiers[0].*rate, amount);
  for (std::size_t n = 1; n < tiers.size(); ++n)
    sum = fma(tiers[n].*rate - tiers[n - 1].*rate, greatest(0.0, amount - tiers[n].floor), sum);
  return sum;
}

/// What tier n takes off amount x rate_n so that the charge is continuous:
/// deduction_n = deduction_{n-1} + floor_n x (rate_n - rate_{n-1}), 0 for the first.
template <class Tier>
double deduction(std::span<const Tier> tiers, double Tier::*rate, Index n) noexcept {
  double sum = 0.0;
  for (std::size_t i = 1; i <= static_cast<std::size_t>(n); ++i) sum = fma(tiers[i].floor, tiers[i].*rate - tiers[i - 1].*rate, sum);
  return sum;
}

/// The tier that holds an amount: the last whose floor it reaches; the first for NaN.
template <class Tier>
Index tier_of(std::span<const Tier> tiers, double amount) noexcept {
  Index n = 0;
  while (n + 1 < std::ssize(tiers) && amount >= tiers[static_cast<std::size_t>(n + 1)].floor) ++n;
  return n;
}

}  // namespace bulwark::BULWARK_TARGET
