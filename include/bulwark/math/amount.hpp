#pragma once

#include <concepts>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::BULWARK_TARGET {

/// What one text of a rule is computed in: a chain's integers, exactly and with each rounding that the chain states, or doubles, in which
/// tokens and shares are fractions of 1 and only the operations round. NaN comes through.
template <class T>
concept Amount = ExactInteger<T> || std::same_as<T, double>;

using v1::larger;
using v1::product_over;
using v1::quotient;
using v1::smaller;

// The names of math/fixed_point.hpp for doubles; a rounding to whole units means nothing to them.
inline double quotient(double a, double b, Rounding) noexcept { return a / b; }
inline double product_over(double a, double b, double c, Rounding) noexcept { return product(a, b) / c; }
constexpr double smaller(double a, double b) noexcept { return least(a, b); }
constexpr double larger(double a, double b) noexcept { return greatest(a, b); }

/// a x b, rounded once where it must be.
template <ExactInteger Int>
constexpr Int times(const Int& a, const Int& b) {
  return a * b;
}
inline double times(double a, double b) noexcept { return product(a, b); }

/// Whether it is a number; integers are.
template <Amount A>
constexpr bool is_number(const A& x) noexcept {
  if constexpr (std::same_as<A, double>)
    return x == x;
  else
    return true;
}

/// How a chain writes 1.0: 10,000 basis points, 10^18 (a wad) or 10^27 (a ray). Doubles write it 1.
template <Amount A>
constexpr A one_in_basis_points() {
  if constexpr (std::same_as<A, double>)
    return 1.0;
  else
    return A(10'000);
}
template <Amount A>
constexpr A one_in_wads() {
  if constexpr (std::same_as<A, double>)
    return 1.0;
  else
    return A(1'000'000'000) * A(1'000'000'000);
}
template <Amount A>
constexpr A one_in_rays() {
  if constexpr (std::same_as<A, double>)
    return 1.0;
  else
    return one_in_wads<A>() * A(1'000'000'000);
}

/// 10^45, a wad of rays: what Maker counts money in.
template <Amount A>
constexpr A one_in_rads() {
  return times(one_in_wads<A>(), one_in_rays<A>());
}

/// part / whole in units of 1 / one, rounded down: a share as people write it.
template <Amount A>
constexpr A parts_of(int part, int whole, const A& one) {
  return product_over(A(part), one, A(whole), Rounding::floor);
}

/// For a fault's report.
template <Amount A>
constexpr double as_double(const A& x) {
  return static_cast<double>(x);
}

}  // namespace bulwark::BULWARK_TARGET
