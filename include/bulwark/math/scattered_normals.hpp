#pragma once

#include "bulwark/math/scenario_normals.hpp"

#include "bulwark/math/scattered_normals.inl"
#define BULWARK_TEXTS "bulwark/math/scattered_normals.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// Writes the standard normal number of each scenario and factor (below 2^64): of factors 2 k and 2 k + 1 those of `normal_pair` k.
inline void scattered_normals(std::uint64_t seed, const std::uint64_t* scenario, const std::uint64_t* factor, Index count,
                              double* out) noexcept {
  widest(scattered_normals_in_lanes, copy_avx2::scattered_normals_in_lanes, copy_avx512::scattered_normals_in_lanes)(seed, scenario, factor,
                                                                                                                     count, out);
}

}  // namespace bulwark::BULWARK_TARGET
