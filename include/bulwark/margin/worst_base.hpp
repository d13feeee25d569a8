#pragma once

#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What a position can lose at most on its notional: its value at `price`; for a short in a market that settles between 0 and 1 (a
/// prediction), what the price may still rise. Base in 1e-9, price and result in 1e-6; truncated; 127 bits suffice for amounts of 63.
/// Source: Drift v2, `calculate_perp_liability_value` at 0ae3e3b1 (2026).
template <ExactInteger Int>
constexpr Int liability_value(const Int& base, const Int& price, bool is_prediction = false) {
  const Int zero(0), one(fixed::price);
  const Int at = !is_prediction ? larger<Int>(zero, price)
                 : base < zero  ? larger<Int>(zero, one - magnitude_of<Int>(price))
                                : magnitude_of<Int>(price);
  return product_over<Int>(magnitude_of<Int>(base), at, Int(fixed::base), Rounding::toward_zero);
}

/// A position after the worse side of its orders has been filled.
template <ExactInteger Int>
struct WorstBase {
  Int base;       ///< 1e-9
  Int liability;  ///< 1e-6
};

/// All bids filled or all asks filled, whichever has the larger liability; the asks on a tie. `bids` >= 0, `asks` <= 0.
/// Source: Drift v2, `PerpPosition::worst_case_liability_value` (2026).
template <ExactInteger Int>
constexpr WorstBase<Int> worst_base(const Int& base, const Int& bids, const Int& asks, const Int& price, bool is_prediction = false) {
  const Int bought = base + bids, sold = base + asks;
  const Int long_side = liability_value<Int>(bought, price, is_prediction), short_side = liability_value<Int>(sold, price, is_prediction);
  return short_side < long_side ? WorstBase<Int>{bought, long_side} : WorstBase<Int>{sold, short_side};
}

}  // namespace bulwark::inline v1
