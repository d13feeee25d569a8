#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/widest.hpp"

namespace bulwark::inline v1 {

/// The lowest of some numbers, where it is, and the lowest of the others.
struct Worst {
  double lowest = 0.0;     ///< NaN where a number is NaN
  double runner_up = 0.0;  ///< +infinity where there is no other
  Index index = -1;        ///< the first on a tie; -1 where a number is NaN or there is none
};

}  // namespace bulwark::inline v1

#include "bulwark/scenario/worst.inl"
#define BULWARK_TEXTS "bulwark/scenario/worst.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// NaN anywhere makes both numbers NaN: a minimum that drops it would call an unknown account safe.
inline Worst worst_of(std::span<const double> x) noexcept {
  return widest(worst_in_lanes, copy_avx2::worst_in_lanes, copy_avx512::worst_in_lanes)(x);
}

}  // namespace bulwark::BULWARK_TARGET
