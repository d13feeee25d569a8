// The numbers of a row that are below another. Included once per instruction set; `smaller_ones.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// Calls `act(place)` for each of `count` values that is not above (`is_strict`: not at or above) `threshold`, in order: NaN is one of
/// them, and all are where the threshold is NaN. Which groups have one is written down first and looked at then, for a jump that is taken
/// now and then costs as much as a group.
template <bool is_strict, class Act>
[[gnu::always_inline]] inline void at_smaller_ones(const double* values, Index count, double threshold, const Act& act) noexcept {
  constexpr int width = 16;
  constexpr Index groups = 64;
  using Real = Lanes<width>;
  const Real bound(threshold);
  Index done = 0;
  while (count - done >= width) {
    Index place[groups];
    unsigned mark[groups];
    int some = 0;
    const Index end = count - done < groups * width ? done + (count - done) / width * width : done + groups * width;
    for (; done < end; done += width) {
      const Real now = load<Real>(values + done);
      const unsigned small = bits(is_strict ? !(now >= bound) : !(now > bound));
      place[some] = done, mark[some] = small;
      some += small != 0 ? 1 : 0;
    }
    for (int g = 0; g < some; ++g)
      for (unsigned left = mark[g]; left != 0; left &= left - 1) act(place[g] + __builtin_ctz(left));
  }
  for (; done < count; ++done)
    if (is_strict ? !(values[done] >= threshold) : !(values[done] > threshold)) act(done);
}

/// Appends to `out` the values that are not at or above `threshold`, NaN among them, in order, and counts them on in `kept`.
inline void append_smaller_ones(const double* values, Index count, double threshold, double* out, Index& kept) noexcept {
  Index now = kept;
  at_smaller_ones<true>(values, count, threshold, [&](Index i) { out[now++] = values[i]; });
  kept = now;
}

}  // namespace bulwark::BULWARK_TARGET
