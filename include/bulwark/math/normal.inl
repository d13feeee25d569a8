// The normal law, branch-free, through the Mills ratio: tails keep all their digits.
// Included once per instruction set; `normal.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

// Mills ratio N(-z) / n(z) on [0, inf) as P10 / Q11, relative 2.6e-17; all coefficients positive, so nothing cancels.
// Fitted in 50-digit arithmetic by reweighted least squares (Lawson) in the variable (z - 3) / (z + 3).
inline constexpr double mills_above[] = {
    0x1.40d931ff62705p+0, 0x1.0f1190f94db8dp+1, 0x1.c4ec8095e2b7bp+0,  0x1.e45ccf099995cp-1,  0x1.6bf339ec83638p-2, 0x1.8fdd221e4380dp-4,
    0x1.44e5707308313p-6, 0x1.8210eb996515ep-9, 0x1.42470dc051962p-12, 0x1.57b257bb5477bp-16, 0x1.67c34f06f226fp-21};
inline constexpr double mills_below[] = {
    0x1.0000000000000p+0, 0x1.3e6922ef23546p+1, 0x1.72bed53f4674bp+1, 0x1.0b4421c9e77ecp+1,  0x1.09b796490c4e3p+0,  0x1.7fa22f0bc9492p-2,
    0x1.9bc2b33234772p-4, 0x1.49e8ed9ca96d1p-6, 0x1.84c05048dea17p-9, 0x1.42faef67d4f07p-12, 0x1.57b257bb5478bp-16, 0x1.67c34f06f226fp-21};

/// Mills ratio N(-z) / n(z) for z >= 0 only: the hot half of `mills_ratio`, one rational function and no exponential.
/// Limits: 1 / z for large z, 0 at inf.
template <int N>
[[gnu::always_inline]] inline Lanes<N> mills_tail(Lanes<N> z) noexcept {
  const Lanes<N> held = capped(z, 0x1p27);
  const Mask<N> far = z > 0x1p27;  // there z times the ratio is 1 to the last bit
  return select(far, 1.0, polynomial(mills_above, held)) / select(far, z, polynomial(mills_below, held));
}

/// e^(-x^2 / 2) (`sign` -1) or e^(x^2 / 2) (`sign` +1) as mantissa and power: the square is kept whole as two doubles.
template <int sign, int N>
[[gnu::always_inline]] inline Scaled<N> half_square_exp(Lanes<N> x) noexcept {
  const Lanes<N> held = capped(abs(x), 40.0);  // e^800 overflows, e^-800 vanishes
  const Lanes<N> square = held * held;
  const Lanes<N> lost = fma(held, held, -square);
  return exp_parts(square * (0.5 * sign), lost * (0.5 * sign));
}

inline constexpr double inverse_root_two_pi = 0x1.9884533d43651p-2;  // 1 / sqrt(2 pi)
inline constexpr double root_two_pi = 0x1.40d931ff62706p+1;

/// n(x) = e^(-x^2 / 2) / sqrt(2 pi).
template <int N>
[[gnu::always_inline]] inline Lanes<N> normal_density(Lanes<N> x) noexcept {
  const Scaled<N> e = half_square_exp<-1>(x);
  return scaled(e.mantissa * inverse_root_two_pi, e.power);
}

/// N(-|x|), to full relative accuracy and through the subnormals.
template <int N>
[[gnu::always_inline]] inline Lanes<N> normal_tail(Lanes<N> x) noexcept {
  const Scaled<N> e = half_square_exp<-1>(x);
  return scaled(e.mantissa * inverse_root_two_pi * mills_tail(capped(abs(x), 40.0)), e.power);
}

/// N(x). The complement is normal_cdf(-x), which loses nothing.
template <int N>
[[gnu::always_inline]] inline Lanes<N> normal_cdf(Lanes<N> x) noexcept {
  const Lanes<N> tail = normal_tail(x);
  return select(x <= 0.0, tail, 1.0 - tail);
}

/// Mills ratio N(-z) / n(z) for every z. Limits: 1 / z for large z; inf below about -37.7.
template <int N>
[[gnu::always_inline]] inline Lanes<N> mills_ratio(Lanes<N> z) noexcept {
  const Lanes<N> tail = mills_tail(abs(z));
  const Scaled<N> e = half_square_exp<+1>(z);
  return select(z < 0.0, scaled(e.mantissa * root_two_pi, e.power) - tail, tail);
}

/// ln N(x): no underflow on the left, no cancellation on the right.
template <int N>
[[gnu::always_inline]] inline Lanes<N> log_normal_cdf(Lanes<N> x) noexcept {
  const Lanes<N> left = fma(x * -0.5, x, log(mills_tail(abs(x)) * inverse_root_two_pi));
  return select(x <= 0.0, left, log1p(-normal_tail(x)));
}

/// e^(x^2) erfc(x). Limits: inf below about -26.6, 1 / (x sqrt(pi)) for large x.
template <int N>
[[gnu::always_inline]] inline Lanes<N> erfcx(Lanes<N> x) noexcept {
  const Lanes<N> size = abs(x);
  const Lanes<N> tail = mills_tail(size * 0x1.6a09e667f3bcdp0) * 0x1.9884533d43651p-1;
  const Lanes<N> held = capped(size, 28.0);
  const Lanes<N> square = held * held;
  const Scaled<N> e = exp_parts(square, fma(held, held, -square));
  return select(x < 0.0, scaled(e.mantissa * 2.0, e.power) - tail, tail);
}

/// The same for one number.
inline double mills_ratio(double z) noexcept { return mills_ratio(Lanes<1>(z)).lane(0); }
inline double normal_density(double x) noexcept { return normal_density(Lanes<1>(x)).lane(0); }
inline double normal_cdf(double x) noexcept { return normal_cdf(Lanes<1>(x)).lane(0); }
inline double log_normal_cdf(double x) noexcept { return log_normal_cdf(Lanes<1>(x)).lane(0); }
inline double erfcx(double x) noexcept { return erfcx(Lanes<1>(x)).lane(0); }

}  // namespace bulwark::BULWARK_TARGET
