#pragma once

#if defined(__x86_64__) && !defined(__FMA__)
#include <immintrin.h>  // for the copies that the build itself has no flags for
#endif

#include "bulwark/math/correlate.hpp"
#include "bulwark/math/scenario_normals.hpp"

// A plain build keeps its bits by the C library's fma, which is slow; so it carries the texts compiled for AVX2 and AVX-512 as well and
// takes the best that the machine has. The bits are the same.
#if defined(__x86_64__) && !BULWARK_FMA
#define BULWARK_HAS_COPIES 1
// clang-format off
#pragma push_macro("BULWARK_TARGET")
#pragma push_macro("BULWARK_LANES")
#pragma push_macro("BULWARK_FMA")
#undef BULWARK_TARGET
#undef BULWARK_LANES
#undef BULWARK_FMA
#define BULWARK_FMA 1
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
#define BULWARK_TARGET normals_avx2
#define BULWARK_LANES 4
#include "bulwark/math/register.inl"
#include "bulwark/math/lanes.inl"
#include "bulwark/math/elementary.inl"
#include "bulwark/math/trigonometric.inl"
#include "bulwark/math/random_lanes.inl"
#include "bulwark/math/scenario_normals.inl"
#include "bulwark/math/correlate.inl"
#undef BULWARK_TARGET
#undef BULWARK_LANES
#if defined(__clang__)
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,fma"))), apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,fma")
#endif
#define BULWARK_TARGET normals_avx512
#define BULWARK_LANES 8
#include "bulwark/math/register.inl"
#include "bulwark/math/lanes.inl"
#include "bulwark/math/elementary.inl"
#include "bulwark/math/trigonometric.inl"
#include "bulwark/math/random_lanes.inl"
#include "bulwark/math/scenario_normals.inl"
#include "bulwark/math/correlate.inl"
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#pragma pop_macro("BULWARK_FMA")
#pragma pop_macro("BULWARK_LANES")
#pragma pop_macro("BULWARK_TARGET")
// clang-format on
#else
#define BULWARK_HAS_COPIES 0
#endif

namespace bulwark::BULWARK_TARGET {

/// `scenario_normals` in the widest instructions that this machine has.
inline void dispatched_normals(std::uint64_t seed, Index first, Index count, bool is_paired, std::uint64_t first_pair, Index factors,
                               double* out) noexcept {
#if BULWARK_HAS_COPIES
  static const auto best = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("fma")
                               ? normals_avx512::scenario_normals
                           : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? normals_avx2::scenario_normals
                                                                                             : scenario_normals;
  best(seed, first, count, is_paired, first_pair, factors, out);
#else
  scenario_normals(seed, first, count, is_paired, first_pair, factors, out);
#endif
}

/// `correlate` in the widest instructions that this machine has.
inline void dispatched_correlate(const double* weights, Index rows, Index columns, bool is_lower, const double* factors, double* sums,
                                 Index wide) noexcept {
#if BULWARK_HAS_COPIES
  static const auto best = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("fma")
                               ? normals_avx512::correlate
                           : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? normals_avx2::correlate
                                                                                             : correlate;
  best(weights, rows, columns, is_lower, factors, sums, wide);
#else
  correlate(weights, rows, columns, is_lower, factors, sums, wide);
#endif
}

}  // namespace bulwark::BULWARK_TARGET

#undef BULWARK_HAS_COPIES
