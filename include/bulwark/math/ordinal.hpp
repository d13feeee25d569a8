#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace bulwark::inline v1 {

/// The place of `x` among the doubles in order, 0 for both zeros: neighbours differ by one. `x` is not NaN.
constexpr std::int64_t ordinal(double x) noexcept {
  const auto bits = std::bit_cast<std::int64_t>(x);
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}

/// The double at a place, +0 at 0.
constexpr double at_ordinal(std::int64_t place) noexcept {
  return std::bit_cast<double>(place >= 0 ? place : std::numeric_limits<std::int64_t>::min() - place);
}

/// How many steps from one double to the next lead from `a` to `b`; neither is NaN.
constexpr std::uint64_t steps_between(double a, double b) noexcept {
  const std::int64_t i = ordinal(a);
  const std::int64_t j = ordinal(b);
  return i < j ? static_cast<std::uint64_t>(j) - static_cast<std::uint64_t>(i)
               : static_cast<std::uint64_t>(i) - static_cast<std::uint64_t>(j);
}

/// The double half-way from `a` to `b` in steps, towards the lower; near a geometric mean where they have one sign.
constexpr double middle_double(double a, double b) noexcept {
  const std::int64_t i = ordinal(a);
  const std::int64_t j = ordinal(b);
  return at_ordinal((i >> 1) + (j >> 1) + (i & j & 1));
}

}  // namespace bulwark::inline v1
