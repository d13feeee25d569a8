// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Odd and even half of the Mills ratio R about `a`: R(a - t) = even + odd, R(a + t) = even - odd.
template <class Real>
struct MillsHalves {
  Real even;
  Real odd;
};

/// Taylor series of R(a -+ t) from one value of R(a), where the two would cancel in a difference.
/// Source: R' = a R - 1, R'' = R + a R', then R^(n+1) = a R^(n) + n R^(n-1).
/// Domain: 0 <= t max(a, 1) < 1/8. Error: twelve terms leave 1e-16 of the odd half, 3e-16 / 12 of the even one.
template <class Real>
[[gnu::always_inline]] inline MillsHalves<Real> mills_halves(Real a, Real r0, Real t) noexcept {
  const Real r1 = fma(a, r0, Real(-1.0));
  const Real r2 = fma(a, r1, r0);
  const Real r3 = fma(a, r2, 2.0 * r1);
  const Real r4 = fma(a, r3, 3.0 * r2);
  const Real r5 = fma(a, r4, 4.0 * r3);
  const Real r6 = fma(a, r5, 5.0 * r4);
  const Real r7 = fma(a, r6, 6.0 * r5);
  const Real r8 = fma(a, r7, 7.0 * r6);
  const Real r9 = fma(a, r8, 8.0 * r7);
  const Real r10 = fma(a, r9, 9.0 * r8);
  const Real r11 = fma(a, r10, 10.0 * r9);
  const Real r12 = fma(a, r11, 11.0 * r10);
  const Real w = t * t;
  // Horner with the factorials divided step by step.
  Real odd = fma(w * (1.0 / 110.0), r11, r9);
  odd = fma(w * (1.0 / 72.0), odd, r7);
  odd = fma(w * (1.0 / 42.0), odd, r5);
  odd = fma(w * (1.0 / 20.0), odd, r3);
  odd = fma(w * (1.0 / 6.0), odd, r1);
  Real even = fma(w * (1.0 / 132.0), r12, r10);
  even = fma(w * (1.0 / 90.0), even, r8);
  even = fma(w * (1.0 / 56.0), even, r6);
  even = fma(w * (1.0 / 30.0), even, r4);
  even = fma(w * (1.0 / 12.0), even, r2);
  even = fma(w * 0.5, even, r0);
  return {even, -(t * odd)};
}

/// The claim that is out of the money, in units of its smaller leg, with everything its Greeks are made of.
template <class Real>
struct TimeValue {
  Real value;    ///< near - far
  Real near;     ///< N(t - a): the smaller leg's probability
  Real rest;     ///< N(a - t) = 1 - near, without cancellation
  Real far;      ///< exp(2 a t) N(-a - t): the larger leg's, in units of the smaller
  Real density;  ///< n(a - t), the same for both legs
};

/// |ln(forward / strike)| in total deviations. Limits: infinite when there is moneyness and no deviation, 0 when there is neither.
template <class Real>
[[gnu::always_inline]] inline Real standardised(Real moneyness, Real deviation) noexcept {
  const Real at_once = select(moneyness > Real(0.0), Real(__builtin_inf()), Real(0.0));
  return select(deviation > Real(0.0), moneyness / deviation, at_once);
}

/// Time value of a claim whose log-moneyness is -moneyness and total deviation `deviation`.
/// Source: Jaeckel, "Let's be rational" (2015): one density times a difference of Mills ratios; its series for small deviations.
/// Domain: moneyness >= 0, deviation >= 0. Limits: 0 at no deviation, 1 at infinite deviation; NaN in, NaN out.
/// Error: 16 eps (1 + deviation density / value) relative, the attainable order, on all shared rows.
template <class Real>
[[gnu::always_inline]] inline Real time_value(Real moneyness, Real deviation) noexcept {
  const Real a = standardised(moneyness, deviation);
  const Real t = 0.5 * deviation;
  const Real u = a - t;
  const auto close = t * max(a, Real(1.0)) < Real(0.125);
  const auto inside = u < Real(0.0);
  const Real density = normal_density(u);
  const Real centre = min(a, Real(64.0));  // beyond, the density is zero and the series would overflow
  const Real first = mills_tail(select(close, centre, abs(u)));
  Real difference = Real(0.0);
  Real direct = Real(0.0);
  if (any(close)) difference = 2.0 * mills_halves(centre, first, t).odd;
  if (!all(close)) {
    const Real second = mills_tail(a + t);
    direct = select(inside, fma(-density, first + second, Real(1.0)), density * (first - second));
  }
  return select(close, density * difference, direct);
}

/// The same with the parts for Greeks.
template <class Real>
[[gnu::always_inline]] inline TimeValue<Real> time_value_parts(Real moneyness, Real deviation) noexcept {
  const Real a = standardised(moneyness, deviation);
  const Real t = 0.5 * deviation;
  const Real u = a - t;
  const auto close = t * max(a, Real(1.0)) < Real(0.125);
  const auto inside = u < Real(0.0);
  const Real density = normal_density(u);
  const Real centre = min(a, Real(64.0));
  const Real first = mills_tail(select(close, centre, abs(u)));
  TimeValue<Real> parts{Real(0.0), Real(0.0), Real(0.0), Real(0.0), density};
  if (any(close)) {
    const MillsHalves<Real> halves = mills_halves(centre, first, t);
    parts.value = density * (2.0 * halves.odd);
    parts.near = density * (halves.even + halves.odd);
    parts.rest = 1.0 - parts.near;
    parts.far = density * (halves.even - halves.odd);
  }
  if (!all(close)) {
    const Real second = mills_tail(a + t);
    const Real tail = density * first;
    const Real core = 1.0 - tail;
    parts.value = select(close, parts.value,
                         select(inside, fma(-density, first + second, Real(1.0)), density * (first - second)));
    parts.near = select(close, parts.near, select(inside, core, tail));
    parts.rest = select(close, parts.rest, select(inside, tail, core));
    parts.far = select(close, parts.far, density * second);
  }
  return parts;
}

}  // namespace bulwark::BULWARK_TARGET
