#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

#include "bulwark/core/build.hpp"

namespace bulwark::BULWARK_TARGET {

/// `x`, rounded here: the compiler cannot fuse the operation that made it with the one that uses it.
/// Needed because g++ contracts `a * b + c` by default wherever the build has FMA, and not elsewhere.
[[gnu::always_inline]] constexpr double pinned(double x) noexcept {
#if defined(__x86_64__)
  if (!std::is_constant_evaluated()) asm("" : "+x"(x));
#elif defined(__aarch64__)
  if (!std::is_constant_evaluated()) asm("" : "+w"(x));
#endif
  return x;
}

/// a * b, rounded once. Every product of money that may meet a sum is written so, or as `fma`.
[[gnu::always_inline]] constexpr double product(double a, double b) noexcept { return pinned(a * b); }

/// a * b + c, rounded once; the same bits with and without FMA hardware (without: the C library's, exact and slow). A plain build asks the
/// machine, which is one test of a flag: a call of the library costs four times as much.
[[gnu::always_inline]] inline double fma(double a, double b, double c) noexcept {
#if BULWARK_COPIES
  if (__builtin_cpu_supports("fma")) {
    asm("vfmadd231sd {%2, %1, %0|%0, %1, %2}" : "+x"(c) : "x"(a), "x"(b));
    return c;
  }
#endif
  return __builtin_fma(a, b, c);
}

/// Whether `x` is a number: neither infinite nor NaN. A bit test, so no compiler flag can fold it away.
constexpr bool is_finite(double x) noexcept { return (std::bit_cast<std::uint64_t>(x) & 0x7ff0'0000'0000'0000u) != 0x7ff0'0000'0000'0000u; }

/// The smaller (larger) of two; NaN when either is NaN. The only branch is on NaN, which is rare: a branch on the order would be
/// mispredicted half of the time.
constexpr double least(double a, double b) noexcept {
  const double lower = a < b ? a : b;
  return a == a ? lower : a;
}
constexpr double greatest(double a, double b) noexcept {
  const double higher = a > b ? a : b;
  return a == a ? higher : a;
}

/// max(0, x), NaN when x is; no branch, because the sign of money is a coin flip. Exact below half the largest double.
[[gnu::always_inline]] constexpr double positive_part(double x) noexcept { return 0.5 * (x + __builtin_fabs(x)); }

/// `x` where it counts, else 0 whatever it is; no branch, because what counts in a book is a coin flip.
[[gnu::always_inline]] inline double where(bool counts, double x) noexcept {
#if defined(__x86_64__) || defined(__aarch64__)
  typedef double Pair __attribute__((vector_size(16)));  // stays in the register that it is in
  typedef std::int64_t Places __attribute__((vector_size(16)));
  return ((Pair)((Places)Pair{x, 0.0} & Places{-std::int64_t{counts}, 0}))[0];
#else
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & (std::uint64_t{0} - std::uint64_t{counts}));
#endif
}

/// |x|
[[gnu::always_inline]] constexpr double magnitude(double x) noexcept { return __builtin_fabs(x); }

}  // namespace bulwark::BULWARK_TARGET
