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

/// `worst_of` (worst.hpp).
inline Worst worst_in_lanes(std::span<const double> x) noexcept {
  constexpr double infinity = std::numeric_limits<double>::infinity(), unknown = std::numeric_limits<double>::quiet_NaN();
  if (x.empty()) return {};
  using Eight = Lanes<8>;
  const Index size = std::ssize(x), whole = size / 8 * 8;
  const Eight tail = whole < size ? load_first<Eight>(x.data() + whole, size - whole, infinity) : Eight(infinity);
  Eight lowest = tail, second(infinity);
  Mask<8> are_numbers = tail == tail;
  for (Index i = 0; i < whole; i += 8) {
    const Eight next = load<Eight>(x.data() + i);
    are_numbers = are_numbers & (next == next);
    second = lower(second, higher(lowest, next));
    lowest = lower(lowest, next);
  }
  if (!all(are_numbers)) return {unknown, unknown, -1};
  const TwoLowest<1> two = folded(folded(folded(TwoLowest<8>{lowest, second})));
  const Eight least(two.lowest.lane(0));
  Worst worst{two.lowest.lane(0), two.second.lane(0), whole};
  // 64 places at a time: a branch on each eight would be mispredicted, because the place is anywhere.
  for (Index first = 0; first < whole; first += 64) {
    std::uint64_t places = 0;
    for (Index i = first; i < whole && i < first + 64; i += 8)
      places |= std::uint64_t{bits(load<Eight>(x.data() + i) == least)} << (i - first);
    if (places == 0) continue;
    worst.index = first + std::countr_zero(places);
    return worst;
  }
  worst.index = whole + std::countr_zero(bits(tail == least));
  return worst;
}

}  // namespace bulwark::BULWARK_TARGET
