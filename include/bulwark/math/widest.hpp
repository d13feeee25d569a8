#pragma once

#include "bulwark/math/elementary.hpp"

// A plain build keeps its bits by the C library's fma, which is slow; so it carries its hot loops compiled for AVX2 and for AVX-512 as well
// and runs the best that the machine has. The bits are the same. A family of hot loops (functions without templated or lane arguments, in
// texts that are included once per instruction set) is copied by
//
//   #define BULWARK_TEXTS "bulwark/room/family_texts.inl"  // the family's own texts; what they need is copied by the headers before
//   #include "bulwark/math/copies.inl"
//
// and called by `widest(f, copy_avx2::f, copy_avx512::f)(...)`, which in a build for one instruction set is `f(...)`.
#define BULWARK_TEXTS "bulwark/math/lane_texts.inl"
#include "bulwark/math/copies.inl"

#if !BULWARK_COPIES
namespace bulwark {
namespace copy_avx2 = bulwark;
namespace copy_avx512 = bulwark;
}  // namespace bulwark
#endif

namespace bulwark::BULWARK_TARGET {

/// Of one function compiled for this build, for AVX2 and for AVX-512: the one for the widest instructions that this machine has.
template <class Function>
[[gnu::always_inline]] inline Function* widest(Function* own, [[maybe_unused]] Function* avx2, [[maybe_unused]] Function* avx512) noexcept {
#if BULWARK_COPIES
  if (__builtin_cpu_supports("fma")) {
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return avx512;
    if (__builtin_cpu_supports("avx2")) return avx2;
  }
#endif
  return own;
}

}  // namespace bulwark::BULWARK_TARGET
