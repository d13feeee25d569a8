// Included once per instruction set; `log_ratio_pair.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// An unevaluated sum of two numbers.
template <class Real>
struct Pair {
  Real high;
  Real low;
};

/// ln(a / b) as a pair, for sums in which it nearly cancels.
/// Domain: a and b normal and positive, not checked here. Error: 2 % of an ulp of the result.
template <int N>
[[gnu::always_inline]] inline Pair<Lanes<N>> log_ratio_pair(Lanes<N> a, Lanes<N> b) noexcept {
  const Scaled<N> top = balanced_parts(a);
  const Scaled<N> bottom = balanced_parts(b);
  // Mantissas lie in [sqrt(1/2), sqrt(2)]; their ratio is brought there too.
  const Mask<N> up = top.mantissa > bottom.mantissa * 0x1.6a09e667f3bcdp0;
  const Mask<N> down = bottom.mantissa > top.mantissa * 0x1.6a09e667f3bcdp0;
  const Lanes<N> x = select(up, top.mantissa * 0.5, top.mantissa);
  const Lanes<N> y = select(down, bottom.mantissa * 0.5, bottom.mantissa);
  const Lanes<N> e = top.power - bottom.power;
  const Lanes<N> k = select(up, e + 1.0, select(down, e - 1.0, e));
  const Lanes<N> sum = x + y;
  const Lanes<N> back = sum - x;
  const Lanes<N> lost = (x - (sum - back)) + (y - back);
  const Lanes<N> difference = x - y;
  const Lanes<N> inverse = 1.0 / sum;
  const Lanes<N> s = difference * inverse;
  const Lanes<N> rest = fma(-s, lost, fma(-s, sum, difference)) * inverse;
  const Lanes<N> s2 = s * s;
  const Lanes<N> small = fma(s * s2, polynomial(atanh_series, s2), rest + rest);
  const Lanes<N> head = k * ln2_high;  // exact
  const Lanes<N> high = head + (s + s);
  const Lanes<N> part = high - head;
  const Lanes<N> tail = (head - (high - part)) + ((s + s) - part);
  return {high, tail + fma(k, ln2_low, small)};
}

}  // namespace bulwark::BULWARK_TARGET
