#pragma once

#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/power_of_ten.hpp"

namespace bulwark::inline v1 {

/// a / b x 10^n, rounded once.
template <ExactInteger Int>
constexpr Int shifted_quotient(const Int& a, const Int& b, int n, Rounding rounding) {
  return n < 0 ? quotient<Int>(a, b * power_of_ten<Int>(-n), rounding) : quotient<Int>(a * power_of_ten<Int>(n), b, rounding);
}

/// What `amount` smallest units of a token with so many decimals are worth, in the price's money; rounded down, so that a debt
/// (negative) is rounded up. Source: Drift v2, `get_token_value` (2026).
template <ExactInteger Int>
constexpr Int token_value(const Int& amount, int decimals, const Int& price) {
  return product_over<Int>(amount, price, power_of_ten<Int>(decimals), Rounding::floor);
}

/// An amount, unsigned, in 1e-9 of a coin; truncated.
template <ExactInteger Int>
constexpr Int in_base_units(const Int& amount, int decimals) {
  const Int size = magnitude_of<Int>(amount), one(fixed::base), token = power_of_ten<Int>(decimals);
  return one < token ? Int(size / (token / one)) : Int(size * one / token);
}

}  // namespace bulwark::inline v1
