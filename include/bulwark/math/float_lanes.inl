// No include guard: included once per instruction set. `float_lanes.hpp` is the door.
namespace bulwark::BULWARK_TARGET {

/// One register of `Width` doubles from half as long a one of floats.
template <int Width, class Narrow>
[[gnu::always_inline]] inline typename Register<Width>::Values as_doubles(Narrow narrow) noexcept {
#if BULWARK_LANES >= 8
  if constexpr (Width == 8)
    return __builtin_ia32_cvtps2pd512_mask(narrow, typename Register<8>::Values{}, static_cast<unsigned char>(0xff),
                                           4);  // exact in every mode
  else
#endif
#if BULWARK_LANES >= 4 && !defined(__clang__)
    return __builtin_ia32_cvtps2pd256(narrow);  // g++ 12 takes __builtin_convertvector apart
#elif BULWARK_LANES >= 2
  return __builtin_convertvector(narrow, typename Register<Width>::Values);
#else
  return static_cast<double>(narrow);
#endif
}

/// Sixteen floats side by side, for tables that would not fit where they are needed as doubles. No lane sees another, and its bits do not
/// depend on the instruction set.
struct FloatLanes {
  static constexpr int count = 16, width = BULWARK_LANES >= 8 ? 16 : BULWARK_LANES >= 4 ? 8 : 4, parts = count / width;
  typedef float Part __attribute__((vector_size(width * sizeof(float))));

  Part part[parts];

  FloatLanes() = default;
  [[gnu::always_inline]] explicit FloatLanes(float x) noexcept {
#pragma GCC unroll 4
    for (int i = 0; i < parts; ++i) part[i] = x - Part{};
  }

  /// Sixteen floats from `p`, which needs no alignment; and back.
  [[gnu::always_inline]] static FloatLanes from(const float* p) noexcept {
    FloatLanes read;
#pragma GCC unroll 4
    for (int i = 0; i < parts; ++i) __builtin_memcpy(&read.part[i], p + i * width, sizeof(Part));
    return read;
  }
  [[gnu::always_inline]] void to(float* p) const noexcept {
#pragma GCC unroll 4
    for (int i = 0; i < parts; ++i) __builtin_memcpy(p + i * width, &part[i], sizeof(Part));
  }

  /// a * b + c, rounded once.
  [[gnu::always_inline]] friend FloatLanes fma(FloatLanes a, FloatLanes b, FloatLanes c) noexcept {
    FloatLanes sum;
#pragma GCC unroll 4
    for (int i = 0; i < parts; ++i) sum.part[i] = fused(a.part[i], b.part[i], c.part[i]);
    return sum;
  }

  /// The first (`which` 0) or last (1) eight as doubles.
  template <int which>
  [[gnu::always_inline]] Lanes<8> half() const noexcept {
    return half_of<which>(std::make_integer_sequence<int, Lanes<8>::parts>{});
  }

 private:
  [[gnu::always_inline]] static Part fused(Part a, Part b, Part c) noexcept {
#if BULWARK_LANES >= 8
    return __builtin_ia32_vfmaddps512_mask(a, b, c, static_cast<unsigned short>(0xffff), 4);  // round as the thread's mode says
#elif BULWARK_FMA && __has_builtin(__builtin_elementwise_fma)
    return __builtin_elementwise_fma(a, b, c);
#elif BULWARK_FMA
    return __builtin_ia32_vfmaddps256(a, b, c);
#else
    return Part{__builtin_fmaf(a[0], b[0], c[0]), __builtin_fmaf(a[1], b[1], c[1]), __builtin_fmaf(a[2], b[2], c[2]),
                __builtin_fmaf(a[3], b[3], c[3])};
#endif
  }

  template <int which, int... P>
  [[gnu::always_inline]] Lanes<8> half_of(std::integer_sequence<int, P...>) const noexcept {
    Lanes<8> half;
    ((half.part[P] = register_of<which * 8 + P * Lanes<8>::width>(std::make_integer_sequence<int, Lanes<8>::width>{})), ...);
    return half;
  }
  /// The register of doubles that begins with lane `first`.
  template <int first, int... I>
  [[gnu::always_inline]] Lanes<8>::Part register_of(std::integer_sequence<int, I...>) const noexcept {
    const Part from = part[first / width];
#if BULWARK_LANES >= 2
    return as_doubles<Lanes<8>::width>(__builtin_shufflevector(from, from, (first % width + I)...));
#else
    return as_doubles<1>(from[first % width]);
#endif
  }
};

/// N floats from `p` as doubles.
template <int N>
[[gnu::always_inline]] inline Lanes<N> widened(const float* p) noexcept {
  constexpr int width = Lanes<N>::width;
#if BULWARK_LANES >= 2
  typedef float Narrow __attribute__((vector_size(width * sizeof(float))));
#else
  using Narrow = float;
#endif
  Lanes<N> wide;
#pragma GCC unroll 8
  for (int i = 0; i < Lanes<N>::parts; ++i) {
    Narrow narrow;
    __builtin_memcpy(&narrow, p + i * width, sizeof narrow);
    wide.part[i] = as_doubles<width>(narrow);
  }
  return wide;
}

/// Four lanes and four more.
[[gnu::always_inline]] inline Lanes<8> joined(Lanes<4> first, Lanes<4> last) noexcept {
  Lanes<8> both;
#if BULWARK_LANES >= 8
  both.part[0] = __builtin_shufflevector(first.part[0], last.part[0], 0, 1, 2, 3, 4, 5, 6, 7);
#else
#pragma GCC unroll 8
  for (int i = 0; i < Lanes<8>::parts; ++i) both.part[i] = i < Lanes<4>::parts ? first.part[i] : last.part[i - Lanes<4>::parts];
#endif
  return both;
}

}  // namespace bulwark::BULWARK_TARGET
