// exp, log and their relatives, branch-free: the same bits in every lane of every width on every instruction set.
// Included once per instruction set; `elementary.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// c[first] + c[first + 2] x2 + c[first + 4] x2^2 + ... by Horner's rule.
template <std::size_t first, class Real, std::size_t n>
[[gnu::always_inline]] inline Real alternate_terms(const double (&c)[n], Real x2) noexcept {
  if constexpr (first + 2 >= n) {
    return Real(c[first]);
  } else {
    return fma(alternate_terms<first + 2>(c, x2), x2, Real(c[first]));
  }
}

/// c[0] + c[1] x + c[2] x^2 + ...: even and odd powers apart, which halves the chain for one more product.
template <class Real, std::size_t n>
[[gnu::always_inline]] inline Real polynomial(const double (&c)[n], Real x) noexcept {
  const Real x2 = x * x;
  return fma(alternate_terms<1>(c, x2), x, alternate_terms<0>(c, x2));
}

/// The same sum with the constant added last and rounded once: closer for small x, four cycles later.
template <class Real, std::size_t n>
[[gnu::always_inline]] inline Real steady_polynomial(const double (&c)[n], Real x) noexcept {
  const Real x2 = x * x;
  return fma(fma(alternate_terms<2>(c, x2), x, alternate_terms<1>(c, x2)), x, Real(c[0]));
}

/// 2^k for whole k in [-1022, 1023].
template <int N>
[[gnu::always_inline]] inline Lanes<N> power_of_two(Lanes<N> k) noexcept {
  return from_bits(to_bits(k + (0x1.8p52 + 1023.0)).template up<52>());
}

/// x 2^k, rounded once even where the result is subnormal, for whole k in [-2000, 2000] and x in [2^-20, 2^20] (or NaN).
template <int N>
[[gnu::always_inline]] inline Lanes<N> scaled(Lanes<N> x, Lanes<N> k) noexcept {
  if constexpr (Lanes<N>::width == 8) {
    return Lanes<N>::template map<Register<Lanes<N>::width>::scaled>(typename Lanes<N>::Sequence{}, x, k);
  } else {
    const Lanes<N> near = floored(capped(k, 1000.0), -1000.0);
    return x * power_of_two(near) * power_of_two(k - near);
  }
}

/// mantissa 2^power: a number before the step that may overflow or lose digits.
template <int N>
struct Scaled {
  Lanes<N> mantissa;
  Lanes<N> power;
};

inline constexpr double exp_series[] = {  // (exp(r) - 1 - r) / r^2 on |r| <= ln2 / 2, relative 3.6e-18
    0x1.000000000000ap-1,  0x1.55555555554fap-3,  0x1.555555555086bp-5,  0x1.1111111127bcdp-7,  0x1.6c16c1842d6f8p-10,
    0x1.a01a012a6a937p-13, 0x1.a0199a044bb3cp-16, 0x1.71df2517df03bp-19, 0x1.28ad798f109b1p-22, 0x1.ad7fddcd2fd72p-26};

inline constexpr double ln2_high = 0x1.62e42fefa0000p-1;  // 36 bits: products with whole numbers below 2^17 are exact
inline constexpr double ln2_low = 0x1.cf79abc9e3b3ap-40;

/// exp(x + low...) as mantissa in [0.7, 1.42] and power, for |x| < 2000 and, when given, |low| < 1e-12.
template <int N, class... Low>
[[gnu::always_inline]] inline Scaled<N> exp_parts(Lanes<N> x, Low... low) noexcept {
  constexpr double round = 0x1.8p52;
  const Lanes<N> k = fma(x, 0x1.71547652b82fep0, round) - round;
  const Lanes<N> r = (fma(k, -ln2_low, fma(k, -ln2_high, x)) + ... + low);
  return {fma(r * r, polynomial(exp_series, r), r) + 1.0, k};
}

/// e^x. Error: 1.06 ulp measured over 12 million samples against 113 bits. Limits: 0 below -745.2, subnormal results rounded once, inf
/// above 709.8.
template <int N>
[[gnu::always_inline]] inline Lanes<N> exp(Lanes<N> x) noexcept {
  const Scaled<N> e = exp_parts(floored(capped(x, 710.0), -746.0));
  return scaled(e.mantissa, e.power);
}

/// e^x - 1, whole near 0. Error: 1.9 ulp measured, as exp. Limits: -1 far left, inf above 709.8; -0 stays -0.
template <int N>
[[gnu::always_inline]] inline Lanes<N> expm1(Lanes<N> x) noexcept {
  constexpr double round = 0x1.8p52;
  const Lanes<N> held = floored(capped(x, 710.0), -60.0);
  const Lanes<N> k = fma(held, 0x1.71547652b82fep0, round) - round;
  const Lanes<N> r = fma(k, -ln2_low, fma(k, -ln2_high, held));
  const Lanes<N> curve = r * r * polynomial(exp_series, r);  // e^r - 1 - r
  const Lanes<N> half = power_of_two(k - 1.0);               // half of 2^k, which may be 2^1024
  const Lanes<N> whole = fma(curve, half, fma(r, half, half - 0.5)) * 2.0;
  return select(abs(x) < 0x1p-54, x, whole);
}

inline constexpr double atanh_series[] = {  // (2 atanh(s) - 2 s) / s^3 in s^2, |s| <= 3 - 2 sqrt(2), relative 1.2e-18
    0x1.5555555555593p-1, 0x1.999999997fab0p-2, 0x1.249249421d82bp-2, 0x1.c71c51e3de06ap-3,
    0x1.746646eab9966p-3, 0x1.39a0e3ba41843p-3, 0x1.2f0e2df58c60fp-3};

inline constexpr double wide_atanh_series[] = {  // the same for |s| <= 1 / 5, relative 1.6e-17
    0x1.555555555578bp-1, 0x1.99999998eb54bp-2, 0x1.249249b5e517ap-2, 0x1.c71bff02fe64cp-3,
    0x1.7475439ed8f22p-3, 0x1.384b4e00c5081p-3, 0x1.3af884561d60ap-3};

/// k ln 2 + ln(1 + difference / base), given twice the base. The quotient's rounding is carried along, so only the last
/// additions are felt.
template <int N>
[[gnu::always_inline]] inline Lanes<N> log_from_parts(Lanes<N> difference, Lanes<N> twice_base, Lanes<N> k,
                                                      const double (&series)[7] = atanh_series) noexcept {
  const Lanes<N> inverse = 1.0 / (twice_base + difference);
  const Lanes<N> s = difference * inverse;
  const Lanes<N> rest = fma(-s, difference, fma(-s, twice_base, difference)) * inverse;
  const Lanes<N> s2 = s * s;
  const Lanes<N> small = fma(s * s2, polynomial(series, s2), rest + rest);
  return fma(k, ln2_high, (s + s) + fma(k, ln2_low, small));
}

/// A positive normal number as mantissa in [sqrt(1/2), sqrt(2)] and power.
template <int N>
[[gnu::always_inline]] inline Scaled<N> balanced_parts(Lanes<N> x) noexcept {
  using B = Bits<N>;
  const B bits = to_bits(x);
  const Lanes<N> m = from_bits((bits & B::broadcast(0x000f'ffff'ffff'ffffu)) | B::broadcast(0x3ff0'0000'0000'0000u));
  const Lanes<N> e = from_bits(bits.template down<52>() | B::broadcast(0x4330'0000'0000'0000u)) - (0x1p52 + 1023.0);
  const Mask<N> high = m > 0x1.6a09e667f3bcdp0;
  return {select(high, m * 0.5, m), select(high, e + 1.0, e)};
}

/// The natural logarithm. Error: 0.77 ulp measured, as exp. Limits: -inf at 0, NaN below, inf at inf; subnormals are exact arguments.
template <int N>
[[gnu::always_inline]] inline Lanes<N> log(Lanes<N> x) noexcept {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const Mask<N> tiny = x < 0x1p-1022;
  const Scaled<N> p = balanced_parts(select(tiny, x * 0x1p54, x));
  const Lanes<N> power = select(tiny, p.power - 54.0, p.power);
  const Lanes<N> value = log_from_parts(p.mantissa - 1.0, Lanes<N>(2.0), power);
  const Lanes<N> outside = select(x == 0.0, -inf, select(x < 0.0, std::numeric_limits<double>::quiet_NaN(), x));
  return select((x > 0.0) & (x < inf), value, outside);
}

/// ln(1 + x), whole near 0. Error: 1.22 ulp measured, as exp. Limits: -inf at -1, NaN below, inf at inf; -0 stays -0.
template <int N>
[[gnu::always_inline]] inline Lanes<N> log1p(Lanes<N> x) noexcept {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const Lanes<N> u = 1.0 + x;
  const Lanes<N> back = u - 1.0;
  const Lanes<N> lost = (1.0 - (u - back)) + (x - back);  // 1 + x = u + lost
  const Scaled<N> p = balanced_parts(u);
  const Lanes<N> difference = fma(lost, power_of_two(-capped(p.power, 1000.0)), p.mantissa - 1.0);
  const Lanes<N> value = log_from_parts(difference, Lanes<N>(2.0), p.power);
  const Lanes<N> outside = select(x == -1.0, -inf, select(x < -1.0, std::numeric_limits<double>::quiet_NaN(), x));
  return select((x > -1.0) & (x < inf) & (abs(x) >= 0x1p-54), value, outside);
}

/// a / b as top / bottom 2^power, bottom in [1, 2) and top / bottom in [2/3, 3/2]: the difference of the bit patterns, rounded to whole
/// powers, is close enough to the logarithm. Domain: a and b normal and positive.
template <int N>
struct BalancedRatio {
  Lanes<N> top;
  Lanes<N> bottom;
  Lanes<N> power;
};

template <int N>
[[gnu::always_inline]] inline BalancedRatio<N> balanced_ratio(Lanes<N> a, Lanes<N> b) noexcept {
  using B = Bits<N>;
  const B mantissa = B::broadcast(0x000f'ffff'ffff'ffffu);
  const B one = B::broadcast(0x3ff0'0000'0000'0000u);
  const B two52 = B::broadcast(0x4330'0000'0000'0000u);
  const B above = to_bits(a);
  const B below = to_bits(b);
  const B low = below & mantissa;
  const B power = ((above - below) + B::broadcast(0x8008'0000'0000'0000u)).template down<52>();  // 2048 more than it is
  const B top = ((above - below) + low) - (power.template up<52>() - B::broadcast(0xbff0'0000'0000'0000u));
  return {from_bits(top), from_bits(low | one), from_bits(power | two52) - (0x1p52 + 2048.0)};
}

/// ln(a / b) without the rounding of the quotient: whole where a is near b, and 0 where they are equal.
/// Domain: a and b normal and positive. Error: 0.81 ulp measured, as exp. Limits: NaN outside the domain.
template <int N>
[[gnu::always_inline]] inline Lanes<N> log_ratio(Lanes<N> a, Lanes<N> b) noexcept {
  const BalancedRatio<N> r = balanced_ratio(a, b);
  const Lanes<N> value = log_from_parts(r.top - r.bottom, r.bottom + r.bottom, r.power, wide_atanh_series);
  const Lanes<N> poisoned = fma(a, 0.0, fma(b, 0.0, value));  // inf and NaN come through as NaN
  return select((a >= 0x1p-1022) & (b >= 0x1p-1022), poisoned, std::numeric_limits<double>::quiet_NaN());
}

/// The same less carefully: 2.0 ulp measured, and nothing is checked: outside the domain the answer means nothing.
template <int N>
[[gnu::always_inline]] inline Lanes<N> quick_log_ratio(Lanes<N> a, Lanes<N> b) noexcept {
  const BalancedRatio<N> r = balanced_ratio(a, b);
  const Lanes<N> s = (r.top - r.bottom) / (r.top + r.bottom);
  const Lanes<N> s2 = s * s;
  const Lanes<N> small = fma(r.power, ln2_low, s * s2 * polynomial(wide_atanh_series, s2));
  return fma(r.power, ln2_high, (s + s) + small);
}

/// The same for one number.
inline double exp(double x) noexcept { return exp(Lanes<1>(x)).lane(0); }
inline double expm1(double x) noexcept { return expm1(Lanes<1>(x)).lane(0); }
inline double log(double x) noexcept { return log(Lanes<1>(x)).lane(0); }
inline double log1p(double x) noexcept { return log1p(Lanes<1>(x)).lane(0); }
inline double log_ratio(double a, double b) noexcept { return log_ratio(Lanes<1>(a), Lanes<1>(b)).lane(0); }

}  // namespace bulwark::BULWARK_TARGET
