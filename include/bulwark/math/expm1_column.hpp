#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/widest.hpp"

#include "bulwark/math/expm1_column.inl"
#define BULWARK_TEXTS "bulwark/math/expm1_column.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// out = e^x - 1 of `count` numbers, `out` possibly `x` itself: the bits of `expm1` of each.
inline void expm1_column(const double* x, Index count, double* out) noexcept {
  widest(expm1_in_lanes, copy_avx2::expm1_in_lanes, copy_avx512::expm1_in_lanes)(x, count, out);
}

}  // namespace bulwark::BULWARK_TARGET
