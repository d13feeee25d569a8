#pragma once

#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What a position receives (negative: pays) when its side's funding index has risen by `change`: longs pay a rise, shorts receive it.
/// Base and index in 1e-9, result in 1e-6; the magnitude is rounded down. 127 bits suffice for amounts of 63.
/// Source: Drift v2, `calculate_funding_payment` at 0ae3e3b1 (2026).
template <ExactInteger Int>
constexpr Int funding_payment(const Int& base, const Int& change) {
  const Int over = Int(fixed::base) * Int(fixed::funding / fixed::quote);  // 1e-18 to 1e-6
  return -quotient<Int>(base * change, over, Rounding::toward_zero);
}

}  // namespace bulwark::inline v1
