// Which paths may make less than a threshold. Included once per instruction set; `profit_floor.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// A bit for each of `scenario_block` paths where `least` + y[0] - (y[1]^2 + ... + y[curves]^2 + `rest` x z^2) / 2 is not at or above
/// `threshold`, or z^2 is beyond `most_squares`: z are the path's `factors` numbers, factor x path, z^2 the sum of their squares, y = rows
/// z with `rows` 1 + `curves` x factor.
template <int curves>
inline std::uint32_t low_floors(const double* number, Index factors, const double* rows, double rest, double least, double most_squares,
                                double threshold) noexcept {
  constexpr int width = BULWARK_LANES >= 8 ? 32 : BULWARK_LANES >= 4 ? 8 : 4;
  static_assert(scenario_block % width == 0 && scenario_block == 32);
  using Real = Lanes<width>;
  std::uint32_t mark = 0;
  for (Index s = 0; s < scenario_block; s += width) {
    Real squares(0.0), y[1 + curves];
#pragma GCC unroll 5
    for (int k = 0; k <= curves; ++k) y[k] = Real(0.0);
    for (Index f = 0; f < factors; ++f) {
      const Real z = load<Real>(number + f * scenario_block + s);
      squares = fma(z, z, squares);
#pragma GCC unroll 5
      for (int k = 0; k <= curves; ++k) y[k] = fma(Real(rows[k * factors + f]), z, y[k]);
    }
    Real bent = Real(rest) * squares;
#pragma GCC unroll 4
    for (int k = 1; k <= curves; ++k) bent = fma(y[k], y[k], bent);
    const Real floor = fma(Real(-0.5), bent, y[0] + Real(least));
    mark |= std::uint32_t{bits(!((floor >= Real(threshold)) & (squares <= Real(most_squares))))} << s;
  }
  return mark;
}

/// `low_floors` of so many curves, at most four, in this build's instructions.
inline std::uint32_t low_floors_in_lanes(Index curves, const double* number, Index factors, const double* rows, double rest, double least,
                                         double most_squares, double threshold) noexcept {
  switch (curves) {
    case 0: return low_floors<0>(number, factors, rows, rest, least, most_squares, threshold);
    case 1: return low_floors<1>(number, factors, rows, rest, least, most_squares, threshold);
    case 2: return low_floors<2>(number, factors, rows, rest, least, most_squares, threshold);
    case 3: return low_floors<3>(number, factors, rows, rest, least, most_squares, threshold);
    default: return low_floors<4>(number, factors, rows, rest, least, most_squares, threshold);
  }
}

}  // namespace bulwark::BULWARK_TARGET
