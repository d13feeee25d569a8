// One machine register of doubles, for each width that the instruction set has. By the compiler's own names of instructions: the header
// with the vendor's names of all of them costs more to read than all of ours. Included once per instruction set (see core/build.hpp);
// `register.hpp` is the door.

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
  [[gnu::always_inline]] static Values fused(Values a, Values b, Values c) noexcept {
#if BULWARK_COPIES && !BULWARK_FMA
    if (__builtin_cpu_supports("fma")) {  // as in arithmetic.hpp
      asm("vfmadd231sd {%2, %1, %0|%0, %1, %2}" : "+x"(c) : "x"(a), "x"(b));
      return c;
    }
#endif
    return __builtin_fma(a, b, c);
  }
  [[gnu::always_inline]] static Values root(Values a) noexcept {
#if defined(__x86_64__)
    typedef double Pair __attribute__((vector_size(16)));
#if __has_builtin(__builtin_elementwise_sqrt)
    return __builtin_elementwise_sqrt(Pair{a, a})[0];
#else
    return __builtin_ia32_sqrtpd(Pair{a, a})[0];  // __builtin_sqrt may call the library, for errno
#endif
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
  /// table[at[0]], table[at[1]], ..., `at` below 8.
  [[gnu::always_inline]] static Values looked_up(const double* table, const std::uint64_t* at) noexcept { return table[at[0]]; }
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
#if BULWARK_FMA && __has_builtin(__builtin_elementwise_fma)
    return __builtin_elementwise_fma(a, b, c);
#elif BULWARK_FMA
    return __builtin_ia32_vfmaddpd(a, b, c);
#else
#if BULWARK_COPIES
    if (__builtin_cpu_supports("fma")) {
      asm("vfmadd231pd {%2, %1, %0|%0, %1, %2}" : "+x"(c) : "x"(a), "x"(b));
      return c;
    }
#endif
    return Values{__builtin_fma(a[0], b[0], c[0]), __builtin_fma(a[1], b[1], c[1])};
#endif
  }
  [[gnu::always_inline]] static Values root(Values a) noexcept {
#if __has_builtin(__builtin_elementwise_sqrt)
    return __builtin_elementwise_sqrt(a);
#else
    return __builtin_ia32_sqrtpd(a);
#endif
  }
  [[gnu::always_inline]] static Values least(Values a, Values b) noexcept { return __builtin_ia32_minpd(a, b); }
  [[gnu::always_inline]] static Values greatest(Values a, Values b) noexcept { return __builtin_ia32_maxpd(a, b); }
  [[gnu::always_inline]] static Truth less(Values a, Values b) noexcept { return (Truth)(a < b); }
  [[gnu::always_inline]] static Truth less_equal(Values a, Values b) noexcept { return (Truth)(a <= b); }
  [[gnu::always_inline]] static Truth equal(Values a, Values b) noexcept { return (Truth)(a == b); }
  [[gnu::always_inline]] static Truth both(Truth a, Truth b) noexcept { return a & b; }
  [[gnu::always_inline]] static Truth either(Truth a, Truth b) noexcept { return a | b; }
  [[gnu::always_inline]] static Truth differing(Truth a, Truth b) noexcept { return a ^ b; }
  [[gnu::always_inline]] static Truth opposite(Truth a) noexcept { return ~a; }
  [[gnu::always_inline]] static Values select(Truth m, Values a, Values b) noexcept { return m ? a : b; }
  [[gnu::always_inline]] static unsigned flags(Truth m) noexcept { return unsigned(__builtin_ia32_movmskpd((Values)m)); }
  [[gnu::always_inline]] static Values looked_up(const double* table, const std::uint64_t* at) noexcept {
    return Values{table[at[0]], table[at[1]]};
  }
  [[gnu::always_inline]] static Bits low_product(Bits a, Bits b) noexcept {
#if defined(__clang__)
    return (a & 0xffff'ffffu) * (b & 0xffff'ffffu);
#else
    typedef int Words __attribute__((vector_size(16)));
    return (Bits)__builtin_ia32_pmuludq128((Words)a, (Words)b);
#endif
  }
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
#if __has_builtin(__builtin_elementwise_fma)
    return __builtin_elementwise_fma(a, b, c);
#else
    return __builtin_ia32_vfmaddpd256(a, b, c);
#endif
  }
  [[gnu::always_inline]] static Values root(Values a) noexcept {
#if __has_builtin(__builtin_elementwise_sqrt)
    return __builtin_elementwise_sqrt(a);
#else
    return __builtin_ia32_sqrtpd256(a);
#endif
  }
  [[gnu::always_inline]] static Values least(Values a, Values b) noexcept { return __builtin_ia32_minpd256(a, b); }
  [[gnu::always_inline]] static Values greatest(Values a, Values b) noexcept { return __builtin_ia32_maxpd256(a, b); }
  [[gnu::always_inline]] static Truth less(Values a, Values b) noexcept { return (Truth)(a < b); }
  [[gnu::always_inline]] static Truth less_equal(Values a, Values b) noexcept { return (Truth)(a <= b); }
  [[gnu::always_inline]] static Truth equal(Values a, Values b) noexcept { return (Truth)(a == b); }
  [[gnu::always_inline]] static Truth both(Truth a, Truth b) noexcept { return a & b; }
  [[gnu::always_inline]] static Truth either(Truth a, Truth b) noexcept { return a | b; }
  [[gnu::always_inline]] static Truth differing(Truth a, Truth b) noexcept { return a ^ b; }
  [[gnu::always_inline]] static Truth opposite(Truth a) noexcept { return ~a; }
  [[gnu::always_inline]] static Values select(Truth m, Values a, Values b) noexcept { return m ? a : b; }
  [[gnu::always_inline]] static unsigned flags(Truth m) noexcept { return unsigned(__builtin_ia32_movmskpd256((Values)m)); }
  [[gnu::always_inline]] static Values looked_up(const double* table, const std::uint64_t* at) noexcept {
    return Values{table[at[0]], table[at[1]], table[at[2]], table[at[3]]};
  }
  [[gnu::always_inline]] static Bits low_product(Bits a, Bits b) noexcept {
#if defined(__clang__)
    return (a & 0xffff'ffffu) * (b & 0xffff'ffffu);
#else
    typedef int Words __attribute__((vector_size(32)));
    return (Bits)__builtin_ia32_pmuludq256((Words)a, (Words)b);
#endif
  }
};
#endif

#if BULWARK_LANES >= 8
template <>
struct Register<8> {
  typedef double Values __attribute__((vector_size(64)));
  typedef std::uint64_t Bits __attribute__((vector_size(64)));
  using Truth = unsigned char;
  static constexpr Truth all = 0xff;
  static constexpr int as_set = 4;  // round as the thread's mode says

  [[gnu::always_inline]] static Values broadcast(double x) noexcept { return x - Values{}; }
  [[gnu::always_inline]] static Values product(Values a, Values b) noexcept {
    Values r = a * b;
    asm("" : "+v"(r));
    return r;
  }
  [[gnu::always_inline]] static Values fused(Values a, Values b, Values c) noexcept {
    return __builtin_ia32_vfmaddpd512_mask(a, b, c, all, as_set);
  }
#if defined(__clang__)
  [[gnu::always_inline]] static Values root(Values a) noexcept { return __builtin_ia32_sqrtpd512(a, as_set); }
  [[gnu::always_inline]] static Values least(Values a, Values b) noexcept { return __builtin_ia32_minpd512(a, b, as_set); }
  [[gnu::always_inline]] static Values greatest(Values a, Values b) noexcept { return __builtin_ia32_maxpd512(a, b, as_set); }
  [[gnu::always_inline]] static Values select(Truth m, Values a, Values b) noexcept { return __builtin_ia32_selectpd_512(m, a, b); }
  [[gnu::always_inline]] static Bits low_product(Bits a, Bits b) noexcept { return (a & 0xffff'ffffu) * (b & 0xffff'ffffu); }
#else
  [[gnu::always_inline]] static Values root(Values a) noexcept { return __builtin_ia32_sqrtpd512_mask(a, Values{}, all, as_set); }
  [[gnu::always_inline]] static Values least(Values a, Values b) noexcept {
    return __builtin_ia32_minpd512_mask(a, b, Values{}, all, as_set);
  }
  [[gnu::always_inline]] static Values greatest(Values a, Values b) noexcept {
    return __builtin_ia32_maxpd512_mask(a, b, Values{}, all, as_set);
  }
  [[gnu::always_inline]] static Values select(Truth m, Values a, Values b) noexcept { return __builtin_ia32_blendmpd_512_mask(b, a, m); }
  [[gnu::always_inline]] static Bits low_product(Bits a, Bits b) noexcept {
    typedef int Words __attribute__((vector_size(64)));
    typedef long long Products __attribute__((vector_size(64)));
    return (Bits)__builtin_ia32_pmuludq512_mask((Words)a, (Words)b, Products{}, all);
  }
#endif
  [[gnu::always_inline]] static Values looked_up(const double* table, const std::uint64_t* at) noexcept {
    Values eight;
    typedef long long Places __attribute__((vector_size(64)));
    Places places;
    __builtin_memcpy(&eight, table, sizeof eight);
    __builtin_memcpy(&places, at, sizeof places);
#if defined(__clang__)
    return __builtin_ia32_permvardf512(eight, places);
#else
    return __builtin_ia32_permvardf512_mask(eight, places, Values{}, all);
#endif
  }
  [[gnu::always_inline]] static Truth less(Values a, Values b) noexcept { return compared<0x11>(a, b); }
  [[gnu::always_inline]] static Truth less_equal(Values a, Values b) noexcept { return compared<0x12>(a, b); }
  [[gnu::always_inline]] static Truth equal(Values a, Values b) noexcept { return compared<0x00>(a, b); }
  [[gnu::always_inline]] static Truth both(Truth a, Truth b) noexcept { return Truth(a & b); }
  [[gnu::always_inline]] static Truth either(Truth a, Truth b) noexcept { return Truth(a | b); }
  [[gnu::always_inline]] static Truth differing(Truth a, Truth b) noexcept { return Truth(a ^ b); }
  [[gnu::always_inline]] static Truth opposite(Truth a) noexcept { return Truth(~a); }
  [[gnu::always_inline]] static unsigned flags(Truth m) noexcept { return m; }
  /// a 2^k for whole k, rounded once.
  [[gnu::always_inline]] static Values scaled(Values a, Values k) noexcept {
    return __builtin_ia32_scalefpd512_mask(a, k, Values{}, all, as_set);
  }

 private:
  template <int how>
  [[gnu::always_inline]] static Truth compared(Values a, Values b) noexcept {
    return __builtin_ia32_cmppd512_mask(a, b, how, all, as_set);
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
