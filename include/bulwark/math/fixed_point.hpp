#pragma once

#include <concepts>
#include <type_traits>

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// A signed integer that venues' amounts are computed in. The caller chooses one that holds every product of two of its amounts:
/// `__int128` for amounts of 63 bits, `boost::multiprecision::int512_t` for a chain's 256. Division truncates toward zero.
template <class T>
concept ExactInteger =
    std::copyable<T> && !std::is_floating_point_v<T> && !std::is_unsigned_v<T> && std::constructible_from<T, int> && requires(T a, T b) {
  { a + b } -> std::convertible_to<T>;
  { a - b } -> std::convertible_to<T>;
  { a* b } -> std::convertible_to<T>;
  { a / b } -> std::convertible_to<T>;
  { a < b } -> std::convertible_to<bool>;
  { a == b } -> std::convertible_to<bool>;
};

/// Where a quotient goes that is no integer.
enum class Rounding {
  toward_zero,
  floor,
  ceil,
  half_up,  ///< to the nearest; a half away from zero
};

/// a / b; `b` is not zero.
template <ExactInteger Int>
constexpr Int quotient(const Int& a, const Int& b, Rounding rounding) {
  const Int zero(0), one(1), whole = a / b, rest = a - whole * b;
  if (rest == zero || rounding == Rounding::toward_zero) return whole;
  const bool is_negative = (rest < zero) != (b < zero);
  if (rounding == Rounding::floor) return is_negative ? Int(whole - one) : whole;
  if (rounding == Rounding::ceil) return is_negative ? whole : Int(whole + one);
  const Int left = rest < zero ? Int(-rest) : rest, by = b < zero ? Int(-b) : b;
  if (left < by - left) return whole;
  return is_negative ? Int(whole - one) : Int(whole + one);
}

/// a x b / c, rounded once.
template <ExactInteger Int>
constexpr Int product_over(const Int& a, const Int& b, const Int& c, Rounding rounding) {
  return quotient<Int>(a * b, c, rounding);
}

/// The largest r with r x r <= x; `x` is not negative. Newton's steps from above, each of which falls until the answer.
template <ExactInteger Int>
constexpr Int square_root(const Int& x) {
  const Int zero(0), two(2);
  if (!(zero < x)) return zero;
  Int above(1);
  for (Int rest = x; zero < rest; rest = rest / (two * two)) above = above * two;  // above^2 > x
  for (;;) {
    const Int next = (above + x / above) / two;
    if (!(next < above)) return above;
    above = next;
  }
}

/// base^n for a base in units of 1 / one, each multiplication rounded half up: what contracts compound rates with
/// (Maker, `rpow` of jug.sol and abaci.sol).
template <ExactInteger Int>
constexpr Int power(Int base, unsigned long long n, const Int& one) {
  Int result = n % 2 == 1 ? base : one;
  for (n /= 2; n > 0; n /= 2) {
    base = product_over(base, base, one, Rounding::half_up);
    if (n % 2 == 1) result = product_over(result, base, one, Rounding::half_up);
  }
  return result;
}

template <ExactInteger Int>
constexpr const Int& smaller(const Int& a, const Int& b) {
  return b < a ? b : a;
}
template <ExactInteger Int>
constexpr const Int& larger(const Int& a, const Int& b) {
  return a < b ? b : a;
}
template <ExactInteger Int>
constexpr Int magnitude_of(const Int& a) {
  return a < Int(0) ? Int(-a) : a;
}

}  // namespace bulwark::inline v1
