// Which paths may make less than a threshold. Included once per instruction set; `profit_floor.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// Sets bit s % 32 of mark[s / 32] where `least` + row 0 - (the squares of `curves` rows after it + `rest` x the squares of the `factors`
/// numbers) / 2 is not at or above `threshold`, or the squares of the numbers sum beyond `most_squares`. `number` is factor x path and
/// `row` row x path, both `wide` paths a row, a multiple of `scenario_block`.
inline void mark_low_floors(const double* number, Index factors, const double* row, Index curves, double rest, double least,
                            double most_squares, double threshold, Index wide, std::uint32_t* mark) noexcept {
  constexpr int width = 32;
  static_assert(scenario_block == width);
  using Real = Lanes<width>;
  for (Index s = 0; s < wide; s += width) {
    Real squares(0.0), bent(0.0);
    for (Index f = 0; f < factors; ++f) {
      const Real z = load<Real>(number + f * wide + s);
      squares = fma(z, z, squares);
    }
    for (Index k = 1; k <= curves; ++k) {
      const Real y = load<Real>(row + k * wide + s);
      bent = fma(y, y, bent);
    }
    const Real floor = fma(Real(-0.5), fma(Real(rest), squares, bent), load<Real>(row + s) + Real(least));
    mark[s / width] = bits(!((floor >= Real(threshold)) & (squares <= Real(most_squares))));
  }
}

}  // namespace bulwark::BULWARK_TARGET
