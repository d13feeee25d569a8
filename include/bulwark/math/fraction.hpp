#pragma once

#include <compare>

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// An exact ratio, compared by cross-multiplication: holds where Int holds the product of two of its parts.
template <ExactInteger Int>
struct Fraction {
  Int numerator;
  Int denominator;  ///< > 0

  constexpr Int rounded(Rounding rounding) const { return quotient<Int>(numerator, denominator, rounding); }

  friend constexpr std::weak_ordering operator<=>(const Fraction& a, const Fraction& b) {
    const Int left = a.numerator * b.denominator, right = b.numerator * a.denominator;
    if (left < right) return std::weak_ordering::less;
    return right < left ? std::weak_ordering::greater : std::weak_ordering::equivalent;
  }
  friend constexpr bool operator==(const Fraction& a, const Fraction& b) { return (a <=> b) == 0; }
};

}  // namespace bulwark::inline v1
