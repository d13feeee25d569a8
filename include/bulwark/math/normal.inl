// The normal law, branch-free, through the Mills ratio: tails keep all their digits.
// Included once per instruction set; `normal.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

// The Mills ratio is 1 / (z + gap(z)): gap = P9 / Q10 on [0, inf), which leaves the ratio a relative 7e-17. All coefficients
// are positive, so nothing cancels, and for large z the roundings of Q10 meet themselves in the quotient. Fitted in 60-digit
// arithmetic by reweighted least squares (Lawson) in the variable (z - 5.5) / (z + 5.5).
inline constexpr double mills_gap_above[] = {0x1.0000000000000p+0,  0x1.358bb812c1112p+0, 0x1.7f46f88d091d8p-1, 0x1.33a8187cb13bcp-2,
                                             0x1.5b3c593d0ac6cp-4,  0x1.1b2882409eb3bp-6, 0x1.4c101d22eb90dp-9, 0x1.0d70aab576764p-12,
                                             0x1.1262926695ff3p-16, 0x1.0aaf155eee5a4p-21};
inline constexpr double mills_gap_below[] = {0x1.40d931ff62705p+0,  0x1.0b0a7d9fa3c03p+1,  0x1.b795fb6e6555fp+0, 0x1.cea5d02d24a3ep-1,
                                             0x1.557eb300824b7p-2,  0x1.6f966b2b39630p-4,  0x1.238788da1e0b6p-6, 0x1.5059a726a792bp-9,
                                             0x1.0e7b59d301706p-12, 0x1.126292658b80fp-16, 0x1.0aaf155f08fe3p-21};

/// The Mills ratio as below / (z below + above), undivided: what shares a division takes the parts. Also, without cancellation,
/// 1 - z ratio = above / (z below + above). Domain: 0 <= z <= 2^27.
template <int N>
struct MillsParts {
  Lanes<N> below;
  Lanes<N> above;
};
template <int N>
[[gnu::always_inline]] inline MillsParts<N> mills_parts(Lanes<N> z) noexcept {
  return {steady_polynomial(mills_gap_below, z), steady_polynomial(mills_gap_above, z)};
}

/// Mills ratio N(-z) / n(z) for z >= 0 only: the hot half of `mills_ratio`, one rational function and no exponential.
/// Error: 3.0 ulp measured over 3 million samples against 113 bits; 1.9 for z > 40. Limits: 1 / z for large z, 0 at inf.
template <int N>
[[gnu::always_inline]] inline Lanes<N> mills_tail(Lanes<N> z) noexcept {
  const Lanes<N> held = capped(z, 0x1p27);
  const Mask<N> far = z > 0x1p27;  // there z times the ratio is 1 to the last bit
  const MillsParts<N> parts = mills_parts(held);
  return select(far, 1.0, parts.below) / select(far, z, fma(held, parts.below, parts.above));
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
inline constexpr double root_two_pi_high = 0x1.40d931ff62706p+1;
inline constexpr double root_two_pi_low = -0x1.a6a0d6f814637p-53;

/// n(x) = e^(-x^2 / 2) / sqrt(2 pi). Error: 2.2 ulp measured, also where it is subnormal.
template <int N>
[[gnu::always_inline]] inline Lanes<N> normal_density(Lanes<N> x) noexcept {
  const Scaled<N> e = half_square_exp<-1>(x);
  return scaled(e.mantissa * inverse_root_two_pi, e.power);
}

/// n(x) to (2 + x^2 / 4) eps: what a value far from the money can use, whose own error grows with x^2 through its inputs. Cheaper.
template <int N>
[[gnu::always_inline]] inline Lanes<N> quick_normal_density(Lanes<N> x) noexcept {
  const Scaled<N> e = exp_parts(floored((x * -0.5) * x, -746.0));
  const Lanes<N> mantissa = e.mantissa * inverse_root_two_pi;
  if constexpr (Lanes<N>::width == 8) {
    return scaled(mantissa, e.power);
  } else {
    const Lanes<N> near = floored(e.power, -1000.0);
    return mantissa * power_of_two(near) * power_of_two(e.power - near);
  }
}

/// N(-|x|), to full relative accuracy and through the subnormals.
template <int N>
[[gnu::always_inline]] inline Lanes<N> normal_tail(Lanes<N> x) noexcept {
  const Scaled<N> e = half_square_exp<-1>(x);
  return scaled(e.mantissa * inverse_root_two_pi * mills_tail(capped(abs(x), 40.0)), e.power);
}

/// N(x). The complement is normal_cdf(-x), which loses nothing. Error: 4.5 ulp measured on the left, 2.7 on the right.
template <int N>
[[gnu::always_inline]] inline Lanes<N> normal_cdf(Lanes<N> x) noexcept {
  const Lanes<N> tail = normal_tail(x);
  return select(x <= 0.0, tail, 1.0 - tail);
}

/// Mills ratio N(-z) / n(z) for every z. Error: 3.1 ulp measured. Limits: 1 / z for large z; inf below about -37.7.
template <int N>
[[gnu::always_inline]] inline Lanes<N> mills_ratio(Lanes<N> z) noexcept {
  const Lanes<N> tail = mills_tail(abs(z));
  const Scaled<N> e = half_square_exp<+1>(z);
  const Lanes<N> inverse = scaled(e.mantissa, e.power);
  const Lanes<N> left = fma(inverse, root_two_pi_high, fma(inverse, root_two_pi_low, -tail));
  return select(z < 0.0, select(inverse < std::numeric_limits<double>::infinity(), left, inverse), tail);
}

/// ln N(x): no underflow on the left, no cancellation on the right. Error: 1.6 ulp measured on the left, 5.8 on the right.
template <int N>
[[gnu::always_inline]] inline Lanes<N> log_normal_cdf(Lanes<N> x) noexcept {
  const Lanes<N> left = fma(x * -0.5, x, log(mills_tail(abs(x)) * inverse_root_two_pi));
  return select(x <= 0.0, left, log1p(-normal_tail(x)));
}

/// e^(x^2) erfc(x). Error: 3.4 ulp measured. Limits: inf below about -26.6, 1 / (x sqrt(pi)) for large x.
template <int N>
[[gnu::always_inline]] inline Lanes<N> erfcx(Lanes<N> x) noexcept {
  const Lanes<N> size = abs(x);
  const Lanes<N> tail = mills_tail(size * 0x1.6a09e667f3bcdp0) * 0x1.9884533d43651p-1;
  const Lanes<N> held = capped(size, 28.0);
  const Lanes<N> square = held * held;
  const Scaled<N> e = exp_parts(square, fma(held, held, -square));
  return select(x < 0.0, scaled(e.mantissa * 2.0, e.power) - tail, tail);
}

// The quantile: q P7 / Q7 in 0.180625 - q^2 for |q| = |p - 1/2| <= 0.425, relative 7.5e-17, and P10 / Q10 in
// r = sqrt(-2 ln p) from there to the smallest double, relative 3.5e-17. Fitted as above; the split and the central variable
// are Wichura's (1988, AS 241).
inline constexpr double quantile_centre_above[] = {0x1.b18d91e9eef75p+1,  0x1.0a47bc95ab0e9p+7,  0x1.ece290c9d88e2p+10,
                                                   0x1.ad18d6a85a732p+13, 0x1.66be10c4b0bcap+15, 0x1.06bbd06f92d44p+16,
                                                   0x1.052541426e87fp+15, 0x1.39965c4e5b1d5p+11};
inline constexpr double quantile_centre_below[] = {0x1.0000000000000p+0,  0x1.5280c27c72699p+5,  0x1.5795d6862fea6p+9,
                                                   0x1.511fba60b163bp+12, 0x1.4b723b05cb44ap+14, 0x1.331170b0dc4c6p+15,
                                                   0x1.c0d802db266c6p+14, 0x1.469c663515c8cp+12};
inline constexpr double quantile_tail_above[] = {-0x1.c6b46385bec0bp+1, -0x1.a2c0e532dae69p+4, -0x1.ddf00d0879260p+4, 0x1.b67d76ec89db8p+2,
                                                 0x1.2f171fa4913efp+4,  0x1.2b88c16fe51d3p+3,  0x1.245e3a262a376p+1,  0x1.1b06166f79bf1p-2,
                                                 0x1.eae8011b17350p-7,  0x1.4dc21f8f191f1p-12, 0x1.0784e18f3b887p-19};
inline constexpr double quantile_tail_below[] = {0x1.0000000000000p+0,  0x1.82436ff6f2f54p+3,  0x1.d7ea85af62d6bp+4, 0x1.95f1b06cc4932p+4,
                                                 0x1.4a1a13f7338b0p+3,  0x1.2c94449e63933p+1,  0x1.1cc126bb49d91p-2, 0x1.eb5910692b01dp-7,
                                                 0x1.4dc3f253b905fp-12, 0x1.078477c26b737p-19, 0x1.2d64b2bf0031dp-46};

/// The x with N(x) = p. Error: within 4 eps max(|x|, 1). Limits: -inf at 0, inf at 1, NaN outside. Near 1 the argument itself is coarse:
/// take -normal_quantile(complement) where the complement is known.
template <int N>
[[gnu::always_inline]] inline Lanes<N> normal_quantile(Lanes<N> p) noexcept {
  const Lanes<N> q = p - 0.5;
  const Lanes<N> tail = select(q < 0.0, p, 1.0 - p);
  const Lanes<N> w = fma(-q, q, 0.180625);
  const Lanes<N> r = sqrt(log(tail) * -2.0);
  const Lanes<N> far = steady_polynomial(quantile_tail_above, r);
  const Mask<N> central = abs(q) <= 0.425;
  const Lanes<N> above = select(central, q * steady_polynomial(quantile_centre_above, w), copysign(far, q));
  const Lanes<N> below = select(central, steady_polynomial(quantile_centre_below, w), steady_polynomial(quantile_tail_below, r));
  const Lanes<N> end = copysign(Lanes<N>(std::numeric_limits<double>::infinity()), q);
  return select(tail == 0.0, end, above / below);
}

/// The same for one number.
inline double normal_quantile(double p) noexcept { return normal_quantile(Lanes<1>(p)).lane(0); }
inline double mills_ratio(double z) noexcept { return mills_ratio(Lanes<1>(z)).lane(0); }
inline double normal_density(double x) noexcept { return normal_density(Lanes<1>(x)).lane(0); }
inline double normal_cdf(double x) noexcept { return normal_cdf(Lanes<1>(x)).lane(0); }
inline double log_normal_cdf(double x) noexcept { return log_normal_cdf(Lanes<1>(x)).lane(0); }
inline double erfcx(double x) noexcept { return erfcx(Lanes<1>(x)).lane(0); }

}  // namespace bulwark::BULWARK_TARGET
