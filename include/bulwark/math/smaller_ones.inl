// The numbers of a row that are below another. Included once per instruction set; `smallest_of_many.hpp` is a door.

namespace bulwark::BULWARK_TARGET {

/// Appends to `out` those of `count` values that are not at or above `threshold` (NaN: all), in order, and counts them on in `kept`.
/// Returns whether one is NaN.
inline bool smaller_ones(const double* values, Index count, double threshold, double* out, Index& kept) noexcept {
  constexpr int width = 16;
  using Real = Lanes<width>;
  const Real bound(threshold);
  Mask<width> strange = Real(0.0) < Real(0.0);
  Index i = 0;
  for (; i + width <= count; i += width) {
    const Real now = load<Real>(values + i);
    strange = strange | is_nan(now);
    for (unsigned left = bits(!(now >= bound)); left != 0; left &= left - 1) out[kept++] = values[i + __builtin_ctz(left)];
  }
  bool has_nan = any(strange);
  for (; i < count; ++i) {
    has_nan = has_nan | (values[i] != values[i]);
    if (!(values[i] >= threshold)) out[kept++] = values[i];
  }
  return has_nan;
}

}  // namespace bulwark::BULWARK_TARGET
