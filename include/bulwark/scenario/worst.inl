// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// The two lowest numbers, lane by lane.
template <int N>
struct TwoLowest {
  Lanes<N> lowest, second;
};

/// The two lowest of each pair of lanes that are N / 2 apart.
template <int N>
[[gnu::always_inline]] inline TwoLowest<N / 2> folded(const TwoLowest<N>& two) noexcept {
  const Lanes<N / 2> a = first_half(two.lowest), b = last_half(two.lowest);
  return {lower(a, b), lower(higher(a, b), lower(first_half(two.second), last_half(two.second)))};
}

/// The lowest of the lanes.
template <int N>
[[gnu::always_inline]] inline double least_lane(const Lanes<N>& x) noexcept {
  if constexpr (N == 1)
    return x.lane(0);
  else
    return least_lane(lower(first_half(x), last_half(x)));
}

/// `worst_of` (worst.hpp).
inline Worst worst_in_lanes(std::span<const double> x) noexcept {
  constexpr double infinity = std::numeric_limits<double>::infinity(), unknown = std::numeric_limits<double>::quiet_NaN();
  if (x.empty()) return {};
  using Eight = Lanes<8>;
  const Index size = std::ssize(x), whole = size & ~Index{7};
  Eight lowest(infinity), second(infinity), start(0.0), found(0.0);  // found: where the eight starts that a lane's lowest is of
  Mask<8> are_numbers = lowest == lowest;
  for (Index i = 0; i < whole; i += 8) {
    const Eight next = load<Eight>(x.data() + i);
    are_numbers = are_numbers & (next == next);
    found = select(next < lowest, start, found);
    second = lower(second, higher(lowest, next));
    lowest = lower(lowest, next);
    start = start + 8.0;
  }
  if (whole < size) {
    const Eight tail = load_first<Eight>(x.data() + whole, size - whole, infinity);
    are_numbers = are_numbers & (tail == tail);
    found = select(tail < lowest, start, found);
    second = lower(second, higher(tail, lowest));
    lowest = lower(tail, lowest);
  }
  if (!all(are_numbers)) return {unknown, unknown, -1};
  const TwoLowest<1> two = folded(folded(folded(TwoLowest<8>{lowest, second})));
  // The place is anywhere: to search for it would be a branch that nothing foretells.
  static constexpr double lanes[] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
  const Eight places = select(lowest == Eight(two.lowest.lane(0)), found + load<Eight>(lanes), Eight(infinity));
  return {two.lowest.lane(0), two.second.lane(0), static_cast<Index>(least_lane(places))};
}

}  // namespace bulwark::BULWARK_TARGET
