// Complex numbers in lock step, in the vocabulary of `Lanes`. Products are rounded as written: no compiler flag fuses them.
// Included once per instruction set; `complex_lanes.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// A complex number in each lane.
template <class Real>
struct Complex {
  Real re;
  Real im;

  [[gnu::always_inline]] friend Complex operator+(const Complex& a, const Complex& b) noexcept { return {a.re + b.re, a.im + b.im}; }
  [[gnu::always_inline]] friend Complex operator-(const Complex& a, const Complex& b) noexcept { return {a.re - b.re, a.im - b.im}; }
  [[gnu::always_inline]] friend Complex operator-(const Complex& a) noexcept { return {-a.re, -a.im}; }
  [[gnu::always_inline]] friend Complex operator*(const Complex& a, const Complex& b) noexcept {
    return {fma(a.re, b.re, -(a.im * b.im)), fma(a.re, b.im, a.im * b.re)};
  }
  [[gnu::always_inline]] friend Complex operator*(const Real& a, const Complex& b) noexcept { return {a * b.re, a * b.im}; }
  /// Domain: the squared magnitude of b neither overflows nor underflows.
  [[gnu::always_inline]] friend Complex operator/(const Complex& a, const Complex& b) noexcept {
    const Real inverse = 1.0 / fma(b.re, b.re, b.im * b.im);
    return {fma(a.re, b.re, a.im * b.im) * inverse, fma(a.im, b.re, -(a.re * b.im)) * inverse};
  }
};

/// `a` where the mask holds, else `b`, lane by lane.
template <int N>
[[gnu::always_inline]] inline Complex<Lanes<N>> select(Mask<N> m, const Complex<Lanes<N>>& a, const Complex<Lanes<N>>& b) noexcept {
  return {select(m, a.re, b.re), select(m, a.im, b.im)};
}

/// a b + c.
template <class Real>
[[gnu::always_inline]] inline Complex<Real> fma(const Complex<Real>& a, const Complex<Real>& b, const Complex<Real>& c) noexcept {
  return {fma(a.re, b.re, fma(-a.im, b.im, c.re)), fma(a.re, b.im, fma(a.im, b.re, c.im))};
}

/// The root with real part >= 0. Domain: the squared magnitude neither overflows nor underflows. Limits: 0 at 0.
template <int N>
[[gnu::always_inline]] inline Complex<Lanes<N>> sqrt(const Complex<Lanes<N>>& z) noexcept {
  using Real = Lanes<N>;
  const Real magnitude = sqrt(fma(z.re, z.re, z.im * z.im));
  const Real larger = sqrt(0.5 * (magnitude + abs(z.re)));
  const Real smaller = (0.5 * abs(z.im)) / floored(larger, 0x1p-500);
  const Mask<N> is_right = z.re >= 0.0;
  return {select(is_right, larger, smaller), copysign(select(is_right, smaller, larger), z.im)};
}

/// A phase that the sine takes: 0 from 2^30 on, where a double knows less than a millionth of a turn.
template <class Real>
[[gnu::always_inline]] inline Real known_phase(Real phase) noexcept {
  return select(abs(phase) >= 0x1p30, Real(0.0), phase);
}

/// e^z.
template <class Real>
[[gnu::always_inline]] inline Complex<Real> exp(const Complex<Real>& z) noexcept {
  const Real size = exp(z.re);
  const SineCosine<Real> at = sine_cosine(known_phase(z.im));
  return {size * at.cosine, size * at.sine};
}

/// e^z - 1, whole near 0.
template <class Real>
[[gnu::always_inline]] inline Complex<Real> expm1(const Complex<Real>& z) noexcept {
  const Real grown = expm1(z.re);
  const SineCosine<Real> half = sine_cosine(0.5 * known_phase(z.im));
  const Real versine = 2.0 * half.sine * half.sine;  // 1 - cos
  return {fma(grown, 1.0 - versine, -versine), 2.0 * (half.sine * half.cosine) * (1.0 + grown)};
}

/// ln(1 + z) on the principal branch. Error: absolute 2 eps; relative to |z| as well when |z| > 2^-14.
/// Source: |1 + z|^2 as an unevaluated sum. Limits: the magnitude's logarithm is not finite at z = -1.
template <int N>
[[gnu::always_inline]] inline Complex<Lanes<N>> log1p(const Complex<Lanes<N>>& z) noexcept {
  using Real = Lanes<N>;
  const Real across = 1.0 + z.re;
  const Real back = across - 1.0;
  const Real across_low = (1.0 - (across - back)) + (z.re - back);
  const Real a = across * across;
  const Real a_low = fma(across, across, -a);
  const Real b = z.im * z.im;
  const Real b_low = fma(z.im, z.im, -b);
  const Real sum = a + b;
  const Real part = sum - a;
  const Real lost = (a - (sum - part)) + (b - part);
  const Real low = lost + (a_low + b_low) + 2.0 * (across * across_low);
  const Scaled<N> p = balanced_parts(floored(sum, 0x1p-1022));
  const Real difference = fma(low, power_of_two(-capped(p.power, 1000.0)), p.mantissa - 1.0);
  return {0.5 * log_from_parts(difference, Real(2.0), p.power), angle(z.im, across)};
}

}  // namespace bulwark::BULWARK_TARGET
