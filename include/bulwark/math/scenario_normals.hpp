#pragma once

#include <cstdint>

#include "bulwark/math/random_lanes.hpp"
#include "bulwark/math/widest.hpp"

#include "bulwark/math/scenario_normals.inl"
#define BULWARK_TEXTS "bulwark/math/scenario_normals_texts.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// Writes factor x scenario, row by row and `padded(count)` wide: the standard normal numbers of `factors` factors in scenarios `first` to
/// `first` + `count` and in those that fill the last block. A number is a function of seed, scenario and `first_pair` + factor / 2 (a
/// carry out of whose lower word is lost), so any split of a range has the same ones. `is_paired`: scenario 2 k + 1 has the negatives of
/// scenario 2 k (antithetic).
inline void scenario_normals(std::uint64_t seed, Index first, Index count, bool is_paired, std::uint64_t first_pair, Index factors,
                             double* out) noexcept {
  widest(scenario_normals_in_lanes, copy_avx2::scenario_normals_in_lanes, copy_avx512::scenario_normals_in_lanes)(
      seed, first, count, is_paired, first_pair, factors, out);
}

}  // namespace bulwark::BULWARK_TARGET
