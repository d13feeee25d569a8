// One machine register of doubles, for each width that the instruction set has.
// Included once per instruction set (see core/build.hpp); `register.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// One machine register of `Width` doubles: the operations that have no operator, or whose operator may be contracted.
template <int Width>
struct Register;

template <>
struct Register<1> {
  using Values = double;
  using Bits = std::uint64_t;
  using Truth = bool;

  [[gnu::always_inline]] static Values broadcast(double x) noexcept { return x; }
  [[gnu::always_inline]] static Values product(Values a, Values b) noexcept {
    Values r = a * b;
#if defined(__x86_64__)
    asm("" : "+x"(r));
#elif defined(__aarch64__)
    asm("" : "+w"(r));
#endif
    return r;
  }
  [[gnu::always_inline]] static Values fused(Values a, Values b, Values c) noexcept { return __builtin_fma(a, b, c); }
  [[gnu::always_inline]] static Values root(Values a) noexcept {
#if defined(__x86_64__)
    return _mm_cvtsd_f64(_mm_sqrt_pd(_mm_set1_pd(a)));  // the builtin may call the library, for errno
#else
    return __builtin_sqrt(a);
#endif
  }
  [[gnu::always_inline]] static Values least(Values a, Values b) noexcept { return a < b ? a : b; }
  [[gnu::always_inline]] static Values greatest(Values a, Values b) noexcept { return a > b ? a : b; }
  [[gnu::always_inline]] static Truth less(Values a, Values b) noexcept { return a < b; }
  [[gnu::always_inline]] static Truth less_equal(Values a, Values b) noexcept { return a <= b; }
  [[gnu::always_inline]] static Truth equal(Values a, Values b) noexcept { return a == b; }
  [[gnu::always_inline]] static Truth both(Truth a, Truth b) noexcept { return a & b; }
  [[gnu::always_inline]] static Truth either(Truth a, Truth b) noexcept { return a | b; }
  [[gnu::always_inline]] static Truth differing(Truth a, Truth b) noexcept { return a ^ b; }
  [[gnu::always_inline]] static Truth opposite(Truth a) noexcept { return !a; }
  [[gnu::always_inline]] static Values select(Truth m, Values a, Values b) noexcept { return m ? a : b; }
  [[gnu::always_inline]] static unsigned flags(Truth m) noexcept { return m ? 1u : 0u; }
  /// The whole product of the low halves.
  [[gnu::always_inline]] static Bits low_product(Bits a, Bits b) noexcept { return (a & 0xffff'ffffu) * (b & 0xffff'ffffu); }
};

#if BULWARK_LANES >= 2
template <>
struct Register<2> {
  typedef double Values __attribute__((vector_size(16)));
  typedef std::uint64_t Bits __attribute__((vector_size(16)));
  typedef std::int64_t Truth __attribute__((vector_size(16)));

  [[gnu::always_inline]] static Values broadcast(double x) noexcept { return x - Values{}; }
  [[gnu::always_inline]] static Values product(Values a, Values b) noexcept {
    Values r = a * b;
    asm("" : "+x"(r));
    return r;
  }
  [[gnu::always_inline]] static Values fused(Values a, Values b, Values c) noexcept {
#if BULWARK_FMA
    return (Values)_mm_fmadd_pd((__m128d)a, (__m128d)b, (__m128d)c);
#else
    return Values{__builtin_fma(a[0], b[0], c[0]), __builtin_fma(a[1], b[1], c[1])};
#endif
  }
  [[gnu::always_inline]] static Values root(Values a) noexcept { return (Values)_mm_sqrt_pd((__m128d)a); }
  [[gnu::always_inline]] static Values least(Values a, Values b) noexcept { return (Values)_mm_min_pd((__m128d)a, (__m128d)b); }
  [[gnu::always_inline]] static Values greatest(Values a, Values b) noexcept { return (Values)_mm_max_pd((__m128d)a, (__m128d)b); }
  [[gnu::always_inline]] static Truth less(Values a, Values b) noexcept { return (Truth)(a < b); }
  [[gnu::always_inline]] static Truth less_equal(Values a, Values b) noexcept { return (Truth)(a <= b); }
  [[gnu::always_inline]] static Truth equal(Values a, Values b) noexcept { return (Truth)(a == b); }
  [[gnu::always_inline]] static Truth both(Truth a, Truth b) noexcept { return a & b; }
  [[gnu::always_inline]] static Truth either(Truth a, Truth b) noexcept { return a | b; }
  [[gnu::always_inline]] static Truth differing(Truth a, Truth b) noexcept { return a ^ b; }
  [[gnu::always_inline]] static Truth opposite(Truth a) noexcept { return ~a; }
  [[gnu::always_inline]] static Values select(Truth m, Values a, Values b) noexcept { return m ? a : b; }
  [[gnu::always_inline]] static unsigned flags(Truth m) noexcept { return unsigned(_mm_movemask_pd((__m128d)m)); }
  [[gnu::always_inline]] static Bits low_product(Bits a, Bits b) noexcept { return (Bits)_mm_mul_epu32((__m128i)a, (__m128i)b); }
};
#endif

#if BULWARK_LANES >= 4
template <>
struct Register<4> {
  typedef double Values __attribute__((vector_size(32)));
  typedef std::uint64_t Bits __attribute__((vector_size(32)));
  typedef std::int64_t Truth __attribute__((vector_size(32)));

  [[gnu::always_inline]] static Values broadcast(double x) noexcept { return x - Values{}; }
  [[gnu::always_inline]] static Values product(Values a, Values b) noexcept {
    Values r = a * b;
    asm("" : "+x"(r));
    return r;
  }
  [[gnu::always_inline]] static Values fused(Values a, Values b, Values c) noexcept {
    return (Values)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
  }
  [[gnu::always_inline]] static Values root(Values a) noexcept { return (Values)_mm256_sqrt_pd((__m256d)a); }
  [[gnu::always_inline]] static Values least(Values a, Values b) noexcept { return (Values)_mm256_min_pd((__m256d)a, (__m256d)b); }
  [[gnu::always_inline]] static Values greatest(Values a, Values b) noexcept { return (Values)_mm256_max_pd((__m256d)a, (__m256d)b); }
  [[gnu::always_inline]] static Truth less(Values a, Values b) noexcept { return (Truth)(a < b); }
  [[gnu::always_inline]] static Truth less_equal(Values a, Values b) noexcept { return (Truth)(a <= b); }
  [[gnu::always_inline]] static Truth equal(Values a, Values b) noexcept { return (Truth)(a == b); }
  [[gnu::always_inline]] static Truth both(Truth a, Truth b) noexcept { return a & b; }
  [[gnu::always_inline]] static Truth either(Truth a, Truth b) noexcept { return a | b; }
  [[gnu::always_inline]] static Truth differing(Truth a, Truth b) noexcept { return a ^ b; }
  [[gnu::always_inline]] static Truth opposite(Truth a) noexcept { return ~a; }
  [[gnu::always_inline]] static Values select(Truth m, Values a, Values b) noexcept { return m ? a : b; }
  [[gnu::always_inline]] static unsigned flags(Truth m) noexcept { return unsigned(_mm256_movemask_pd((__m256d)m)); }
  [[gnu::always_inline]] static Bits low_product(Bits a, Bits b) noexcept { return (Bits)_mm256_mul_epu32((__m256i)a, (__m256i)b); }
};
#endif

#if BULWARK_LANES >= 8
template <>
struct Register<8> {
  typedef double Values __attribute__((vector_size(64)));
  typedef std::uint64_t Bits __attribute__((vector_size(64)));
  using Truth = __mmask8;

  [[gnu::always_inline]] static Values broadcast(double x) noexcept { return x - Values{}; }
  [[gnu::always_inline]] static Values product(Values a, Values b) noexcept {
    Values r = a * b;
    asm("" : "+v"(r));
    return r;
  }
  [[gnu::always_inline]] static Values fused(Values a, Values b, Values c) noexcept {
    return (Values)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
  }
  [[gnu::always_inline]] static Values root(Values a) noexcept { return (Values)_mm512_maskz_sqrt_pd(0xff, (__m512d)a); }
  [[gnu::always_inline]] static Values least(Values a, Values b) noexcept {
    return (Values)_mm512_maskz_min_pd(0xff, (__m512d)a, (__m512d)b);
  }
  [[gnu::always_inline]] static Values greatest(Values a, Values b) noexcept {
    return (Values)_mm512_maskz_max_pd(0xff, (__m512d)a, (__m512d)b);
  }
  [[gnu::always_inline]] static Truth less(Values a, Values b) noexcept { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LT_OQ); }
  [[gnu::always_inline]] static Truth less_equal(Values a, Values b) noexcept {
    return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LE_OQ);
  }
  [[gnu::always_inline]] static Truth equal(Values a, Values b) noexcept { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_EQ_OQ); }
  [[gnu::always_inline]] static Truth both(Truth a, Truth b) noexcept { return Truth(a & b); }
  [[gnu::always_inline]] static Truth either(Truth a, Truth b) noexcept { return Truth(a | b); }
  [[gnu::always_inline]] static Truth differing(Truth a, Truth b) noexcept { return Truth(a ^ b); }
  [[gnu::always_inline]] static Truth opposite(Truth a) noexcept { return Truth(~a); }
  [[gnu::always_inline]] static Values select(Truth m, Values a, Values b) noexcept {
    return (Values)_mm512_mask_blend_pd(m, (__m512d)b, (__m512d)a);
  }
  [[gnu::always_inline]] static unsigned flags(Truth m) noexcept { return m; }
  [[gnu::always_inline]] static Bits low_product(Bits a, Bits b) noexcept {
    return (Bits)_mm512_maskz_mul_epu32(0xff, (__m512i)a, (__m512i)b);
  }
  /// a 2^k for whole k, rounded once.
  [[gnu::always_inline]] static Values scaled(Values a, Values k) noexcept {
    return (Values)_mm512_maskz_scalef_pd(0xff, (__m512d)a, (__m512d)k);
  }
};
#endif

/// The register that carries `count` lanes: the widest that divides it.
constexpr int register_width(int count) noexcept {
  int width = BULWARK_LANES;
  while (count % width != 0) width /= 2;
  return width;
}

}  // namespace bulwark::BULWARK_TARGET
