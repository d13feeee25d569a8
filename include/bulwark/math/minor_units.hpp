#pragma once

#include <optional>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::BULWARK_TARGET {

/// The most decimals that a double holds a power of ten for.
inline constexpr int most_decimals = 22;

/// 10^n as a double, exact; n in [0, `most_decimals`].
constexpr double exact_power_of_ten(int n) noexcept {
  double power = 1.0;
  for (int i = 0; i < n; ++i) power *= 10.0;
  return power;
}

/// Money as smallest units, 10^-decimals each; the double's exact value is rounded once (`floor` never credits, `ceil` never undercharges;
/// what is rounded away is borne by whoever the amount is credited or charged to). No answer for NaN, infinity, more than 2^62 units or
/// decimals outside [0, 22]. Never falls as `amount` rises.
constexpr std::optional<long long> to_minor_units(double amount, int decimals, Rounding rounding) noexcept {
  if (decimals < 0 || decimals > most_decimals) return std::nullopt;
  const double one = exact_power_of_ten(decimals), near = product(amount, one);
  if (!(magnitude(near) <= 0x1p62)) return std::nullopt;
  // near + error is the exact product: |error| is at most half an ulp of near, which beyond 2^53 is whole units.
  const double error = __builtin_fma(amount, one, -near);
  const auto beyond = static_cast<long long>(error);
  const long long whole = static_cast<long long>(near) + beyond;
  const double part = near - static_cast<double>(static_cast<long long>(near)), rest = error - static_cast<double>(beyond);
  const double left = part + rest;  // in (-1, 1), and its sign is exact
  switch (rounding) {
    case Rounding::floor: return left < 0.0 ? whole - 1 : whole;
    case Rounding::ceil: return left > 0.0 ? whole + 1 : whole;
    case Rounding::half_up: {
      const double above = (part - 0.5) + rest, below = (part + 0.5) + rest;
      if (above > 0.0 || (above == 0.0 && amount > 0.0)) return whole + 1;
      return below < 0.0 || (below == 0.0 && amount < 0.0) ? whole - 1 : whole;
    }
    case Rounding::toward_zero: break;
  }
  if (amount > 0.0) return left < 0.0 ? whole - 1 : whole;
  return left > 0.0 ? whole + 1 : whole;
}

/// Smallest units as money, rounded once for units of up to 53 bits, twice beyond.
template <ExactInteger Int>
constexpr double from_minor_units(const Int& units, int decimals) noexcept {
  return static_cast<double>(units) / exact_power_of_ten(decimals);
}

}  // namespace bulwark::BULWARK_TARGET
