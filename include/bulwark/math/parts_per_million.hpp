#pragma once

#include <cstdint>

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// The whole, where shares are counted in millionths.
inline constexpr std::uint32_t million = 1'000'000;

/// amount x ppm / 10^6, rounded once.
template <ExactInteger Int>
constexpr Int parts_per_million(const Int& amount, const Int& ppm, Rounding rounding) {
  return product_over<Int>(amount, ppm, Int(1'000'000), rounding);
}
template <ExactInteger Int>
constexpr Int parts_per_million(const Int& amount, std::uint32_t ppm, Rounding rounding) {
  return parts_per_million<Int>(amount, static_cast<Int>(ppm), rounding);
}

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The nearest double to ppm / 10^6.
constexpr double share_of(std::uint32_t ppm) noexcept { return static_cast<double>(ppm) / 1e6; }

}  // namespace bulwark::BULWARK_TARGET
