// Weighted sums of factors over many scenarios. Included once per instruction set; `correlate.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// `rows` rows of weights from `weights` on, by `columns` factors: one tile whose sums stay in registers.
template <int rows>
[[gnu::always_inline]] inline void correlate_tile(const double* weights, Index stride, Index columns, const double* factors, double* sums,
                                                  Index wide) noexcept {
  constexpr int width = BULWARK_LANES >= 8 ? 32 : BULWARK_LANES >= 4 ? 8 : 4;
  using Real = Lanes<width>;
  static_assert(scenario_block % width == 0);
  for (Index s = 0; s < wide; s += width) {
    Real sum[rows];
#pragma GCC unroll 8
    for (int i = 0; i < rows; ++i) sum[i] = Real(0.0);
    for (Index j = 0; j < columns; ++j) {
      const Real z = load<Real>(factors + j * wide + s);
#pragma GCC unroll 8
      for (int i = 0; i < rows; ++i) sum[i] = fma(Real(weights[i * stride + j]), z, sum[i]);
    }
#pragma GCC unroll 8
    for (int i = 0; i < rows; ++i) store(sums + i * wide + s, sum[i]);
  }
}

/// `correlate` in this build's instructions.
inline void correlate_in_lanes(const double* weights, Index rows, Index columns, bool is_lower, const double* factors, double* sums,
                               Index wide) noexcept {
  constexpr Index tile = 5;
  for (Index i = 0; i < rows; i += tile) {
    const Index used = is_lower && i + tile < columns ? i + tile : columns;
    const double* const own = weights + i * columns;
    double* const out = sums + i * wide;
    switch (rows - i) {
      case 1: correlate_tile<1>(own, columns, used, factors, out, wide); break;
      case 2: correlate_tile<2>(own, columns, used, factors, out, wide); break;
      case 3: correlate_tile<3>(own, columns, used, factors, out, wide); break;
      case 4: correlate_tile<4>(own, columns, used, factors, out, wide); break;
      default: correlate_tile<tile>(own, columns, used, factors, out, wide);
    }
  }
}

}  // namespace bulwark::BULWARK_TARGET
