#pragma once

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// 10^n, n >= 0.
template <ExactInteger Int>
constexpr Int power_of_ten(int n) {
  Int result(1);
  for (; n > 0; --n) result = result * Int(10);
  return result;
}

/// a x 10^n, rounded once where n is negative.
template <ExactInteger Int>
constexpr Int times_power_of_ten(const Int& a, int n, Rounding rounding) {
  return n < 0 ? quotient<Int>(a, power_of_ten<Int>(-n), rounding) : Int(a * power_of_ten<Int>(n));
}

}  // namespace bulwark::inline v1
