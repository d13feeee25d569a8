#pragma once

#include <optional>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::BULWARK_TARGET {

/// 10^n as a double, exact for n in [0, 22].
constexpr double decimal_shift(int n) noexcept {
  double result = 1.0;
  for (; n > 0; --n) result *= 10.0;
  return result;
}

/// `x` in units of 10^-decimals, to the nearest, ties to even; none where there are 2^51 or more of them, or `x` is no number.
template <ExactInteger Int>
constexpr std::optional<Int> nearest_units(double x, int decimals) noexcept {
  const double scaled = pinned(x * decimal_shift(decimals));
  if (!(magnitude(scaled) < 0x1p51)) return std::nullopt;
  return Int(static_cast<long long>(pinned(scaled + 0x1.8p52) - 0x1.8p52));
}

/// The same for what must be a whole number of units: none where it is not, to a millionth of a unit and the rounding of a decimal.
template <ExactInteger Int>
constexpr std::optional<Int> whole_units(double x, int decimals) noexcept {
  const double scaled = pinned(x * decimal_shift(decimals));
  if (!(magnitude(scaled) < 0x1p51)) return std::nullopt;
  const double nearest = pinned(scaled + 0x1.8p52) - 0x1.8p52;
  if (magnitude(scaled - nearest) > greatest(0x1p-20, 0x1p-51 * magnitude(scaled))) return std::nullopt;
  return Int(static_cast<long long>(nearest));
}

/// So many units of 10^-decimals as a double, rounded once where a double cannot hold the count.
template <ExactInteger Int>
constexpr double from_units(const Int& units, int decimals) noexcept {
  return static_cast<double>(units) / decimal_shift(decimals);
}

}  // namespace bulwark::BULWARK_TARGET
