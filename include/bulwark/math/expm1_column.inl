// Relative moves of a column of log returns. Included once per instruction set; `expm1_column.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// `expm1_column` in this build's instructions.
inline void expm1_in_lanes(const double* x, Index count, double* out) noexcept {
  constexpr int width = 2 * BULWARK_LANES;
  using Real = Lanes<width>;
  Index i = 0;
  for (; i + width <= count; i += width) store(out + i, expm1(load<Real>(x + i)));
  if (i < count) store_first(out + i, count - i, expm1(load_first<Real>(x + i, count - i, 0.0)));
}

}  // namespace bulwark::BULWARK_TARGET
