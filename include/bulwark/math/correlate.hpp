#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/scenario_normals.hpp"

#include "bulwark/math/correlate.inl"
#define BULWARK_TEXTS "bulwark/math/correlate.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// sums = weights x factors: `weights` is row x column, row by row; `factors` column x scenario and `sums` row x scenario, both `wide`
/// scenarios a row, a multiple of `scenario_block`. Sums are added from column 0 up, so a row's bits depend on nothing but its own weights.
/// `is_lower`: weights are zero above the diagonal, which is not visited (but for a tile's own corner).
inline void correlate(const double* weights, Index rows, Index columns, bool is_lower, const double* factors, double* sums,
                      Index wide) noexcept {
  widest(correlate_in_lanes, copy_avx2::correlate_in_lanes, copy_avx512::correlate_in_lanes)(weights, rows, columns, is_lower, factors,
                                                                                             sums, wide);
}

}  // namespace bulwark::BULWARK_TARGET
