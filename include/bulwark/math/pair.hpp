#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/log_ratio_pair.hpp"

// Numbers of about 106 bits as unevaluated sums of two, where a formula cancels. For few numbers: 10 to 30 operations each.

namespace bulwark::BULWARK_TARGET {

/// a + b and a b with what rounding takes off them (Knuth; Dekker with a fused multiply-add).
inline Pair<double> exact_sum(double a, double b) noexcept {
  const double sum = pinned(a + b);
  const double part = pinned(sum - a);
  return {sum, pinned(a - pinned(sum - part)) + pinned(b - part)};
}
inline Pair<double> exact_product(double a, double b) noexcept {
  const double p = product(a, b);
  return {p, fma(a, b, -p)};
}
/// The sum of two pairs, to a few units of the 106th bit of the larger.
inline Pair<double> pair_sum(Pair<double> a, Pair<double> b) noexcept {
  const Pair<double> s = exact_sum(a.high, b.high);
  return exact_sum(s.high, s.low + (a.low + b.low));
}
/// A pair times a number.
inline Pair<double> pair_times(double a, Pair<double> b) noexcept {
  const Pair<double> p = exact_product(a, b.high);
  return exact_sum(p.high, fma(a, b.low, p.low));
}

/// The product and the quotient of two pairs, to a few units of the 104th bit.
inline Pair<double> pair_product(Pair<double> a, Pair<double> b) noexcept {
  const Pair<double> p = exact_product(a.high, b.high);
  return exact_sum(p.high, p.low + fma(a.high, b.low, product(a.low, b.high)));
}
inline Pair<double> pair_over(Pair<double> a, Pair<double> b) noexcept {
  const double q = a.high / b.high;
  const double rest = fma(-q, b.low, fma(-q, b.high, a.high) + a.low);
  return exact_sum(q, rest / b.high);
}

/// e^x of a pair, by Taylor's series after taking off multiples of ln 2. Domain: |x| < 700. Error: below 2^-95, relative.
inline Pair<double> exp_pair(Pair<double> x) noexcept {
  constexpr double round = 0x1.8p52;
  constexpr double ln2_last = -0x1.ff0342542fc33p-94;  // ln 2 = ln2_high + ln2_low + ln2_last
  const double k = fma(x.high, 0x1.71547652b82fep0, round) - round;
  const Pair<double> rest = exact_product(k, -ln2_low);
  const Pair<double> head = exact_sum(fma(k, -ln2_high, x.high), rest.high);
  const Pair<double> r = pair_sum(head, exact_sum(x.low, fma(k, -ln2_last, rest.low)));
  Pair<double> sum{1.0, 0.0};
  for (int n = 27; n > 0; --n) sum = pair_sum({1.0, 0.0}, pair_product(r, pair_over(sum, {static_cast<double>(n), 0.0})));
  const double power = power_of_two(Lanes<1>(k)).lane(0);
  return {sum.high * power, sum.low * power};
}

}  // namespace bulwark::BULWARK_TARGET
