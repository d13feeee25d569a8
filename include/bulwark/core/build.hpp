#pragma once

#include <limits>

// What the library needs of the build, and the name under which this build's code is kept.

#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "bulwark: -ffast-math (and its parts) deletes NaN checks and reorders sums; build without it"
#endif

// Functions that compute live in an inline namespace named after the instruction set, so that translation units built
// for plain x86-64, for AVX2 with FMA and for AVX-512 never share a copy (the linker would keep one, and the baseline unit
// would run the other's code). Flags between these (-mavx, -mfma alone) have the plain name: don't mix them with plain units.
// BULWARK_TARGET names it, BULWARK_LANES is the doubles in its widest register, BULWARK_FMA says whether it has fused
// multiply-add, BULWARK_COPIES whether the build carries its hot loops for wider instructions too (math/widest.hpp); a plain x86-64 build
// does unless the user defines BULWARK_NO_DISPATCH. math/copies.inl redefines the first three around each text that is copied.
#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__FMA__)
#define BULWARK_TARGET inline v1_avx512
#define BULWARK_LANES 8
#define BULWARK_FMA 1
#define BULWARK_COPIES 0
#elif defined(__AVX2__) && defined(__FMA__)
#define BULWARK_TARGET inline v1_avx2
#define BULWARK_LANES 4
#define BULWARK_FMA 1
#define BULWARK_COPIES 0
#elif defined(__x86_64__) && !defined(BULWARK_NO_DISPATCH)
#define BULWARK_TARGET inline v1_sse2
#define BULWARK_LANES 2
#define BULWARK_FMA 0
#define BULWARK_COPIES 1
#elif defined(__x86_64__)
#define BULWARK_TARGET inline v1_sse2_alone
#define BULWARK_LANES 2
#define BULWARK_FMA 0
#define BULWARK_COPIES 0
#else
#define BULWARK_TARGET inline v1_scalar
#define BULWARK_LANES 1
#define BULWARK_FMA 0
#define BULWARK_COPIES 0
#endif

static_assert(std::numeric_limits<double>::is_iec559, "bulwark needs IEEE 754 doubles");
