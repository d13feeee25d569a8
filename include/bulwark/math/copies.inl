// The texts of the file named BULWARK_TEXTS once more for AVX2 and once more for AVX-512, in namespaces copy_avx2 and copy_avx512, where
// the build carries copies. No include guard: every header with a family of hot loops defines BULWARK_TEXTS and includes this.

#if BULWARK_COPIES
// clang-format off
#pragma push_macro("BULWARK_TARGET")
#pragma push_macro("BULWARK_LANES")
#pragma push_macro("BULWARK_FMA")
#undef BULWARK_TARGET
#undef BULWARK_LANES
#undef BULWARK_FMA
#define BULWARK_FMA 1

#define BULWARK_TARGET copy_avx2
#define BULWARK_LANES 4
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
#include BULWARK_TEXTS
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#undef BULWARK_TARGET
#undef BULWARK_LANES

#define BULWARK_TARGET copy_avx512
#define BULWARK_LANES 8
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,fma")
#endif
#include BULWARK_TEXTS
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#pragma pop_macro("BULWARK_FMA")
#pragma pop_macro("BULWARK_LANES")
#pragma pop_macro("BULWARK_TARGET")
// clang-format on
#endif
#undef BULWARK_TEXTS
