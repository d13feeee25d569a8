// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Odd and even half of the Mills ratio R about `a`: R(a - t) = even + odd, R(a + t) = even - odd.
template <class Real>
struct MillsHalves {
  Real even;
  Real odd;
};

/// Taylor series of R(a -+ t) from one value of R(a), where the two would cancel in a difference.
/// Source: R' = a R - 1, R'' = R + a R', so the coefficients c(n) = R^(n) / n! obey (n + 1) c(n + 1) = a c(n) + c(n - 1).
/// Domain: 0 <= t max(a, 1) < 1/8. Error: what is left out is below 1e-16 of the odd half, 4e-16 of the even one.
template <class Real>
[[gnu::always_inline]] inline MillsHalves<Real> mills_halves(Real a, Real c0, Real t) noexcept {
  const Real c1 = fma(a, c0, Real(-1.0));
  const Real c2 = fma(a, c1, c0) * 0.5;
  const Real c3 = fma(a, c2, c1) * (1.0 / 3.0);
  const Real c4 = fma(a, c3, c2) * 0.25;
  const Real c5 = fma(a, c4, c3) * 0.2;
  const Real c6 = fma(a, c5, c4) * (1.0 / 6.0);
  const Real c7 = fma(a, c6, c5) * (1.0 / 7.0);
  const Real c8 = fma(a, c7, c6) * 0.125;
  const Real c9 = fma(a, c8, c7) * (1.0 / 9.0);
  const Real c10 = fma(a, c9, c8) * 0.1;
  const Real c11 = fma(a, c10, c9) * (1.0 / 11.0);
  const Real w = t * t;
  const Real odd = fma(fma(fma(fma(fma(c11, w, c9), w, c7), w, c5), w, c3), w, c1);
  const Real even = fma(fma(fma(fma(fma(c10, w, c8), w, c6), w, c4), w, c2), w, c0);
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

/// What divides by the total deviation; 0 without one.
template <class Real>
[[gnu::always_inline]] inline Real inverse_deviation(Real deviation) noexcept {
  return select(deviation > Real(0.0), 1.0 / deviation, Real(0.0));
}

/// |ln(forward / strike)| in total deviations. Limits: infinite when there is moneyness and no deviation, 0 when there is neither.
template <class Real>
[[gnu::always_inline]] inline Real standardised(Real moneyness, Real deviation, Real inverse) noexcept {
  const Real without = select(moneyness > Real(0.0), Real(__builtin_inf()), Real(0.0));
  return select((deviation > Real(0.0)) & !(moneyness == Real(0.0)), moneyness * inverse, without);
}

/// Time value of a claim whose log-moneyness is -moneyness and total deviation `deviation`, in units of its smaller leg.
/// Source: Jaeckel, "Let's be rational" (2015): one density times a difference of Mills ratios; a series for small deviations.
/// Domain: moneyness >= 0, deviation >= 0. Limits: 0 at no deviation, 1 at infinite deviation; NaN in, NaN out.
/// Error: 4.5 eps (1 + deviation density / value) relative, the attainable order, on all reference rows.
template <class Real>
[[gnu::always_inline]] inline Real time_value(Real moneyness, Real deviation) noexcept {
  const Real a = standardised(moneyness, deviation, inverse_deviation(deviation));
  const Real t = 0.5 * deviation;
  const Real u = a - t;
  const auto close = t * max(a, Real(1.0)) < Real(0.125);
  const Real density = normal_density(u);
  const Real centre = min(a, Real(64.0));  // beyond, the density is zero and the series would overflow
  const Real first = mills_tail(select(close, centre, abs(u)));
  Real difference = Real(0.0);
  Real direct = Real(0.0);
  if (any(close)) difference = density * (2.0 * mills_halves(centre, first, t).odd);
  if (!all(close)) {
    const Real second = mills_tail(a + t);
    direct = select(u < Real(0.0), fma(-density, first + second, Real(1.0)), density * (first - second));
  }
  return select(close, difference, direct);
}

/// The same with the parts for Greeks.
template <class Real>
[[gnu::always_inline]] inline TimeValue<Real> time_value_parts(Real moneyness, Real deviation, Real inverse) noexcept {
  const Real a = standardised(moneyness, deviation, inverse);
  const Real t = 0.5 * deviation;
  const Real u = a - t;
  const auto close = t * max(a, Real(1.0)) < Real(0.125);
  const auto inside = (u < Real(0.0)) & !close;
  const Real density = normal_density(u);
  const Real centre = min(a, Real(64.0));
  Real first = mills_tail(select(close, centre, abs(u)));
  Real second = Real(0.0);
  Real difference = Real(0.0);
  if (!all(close)) {
    second = mills_tail(a + t);
    difference = first - second;
  }
  if (any(close)) {
    const MillsHalves<Real> halves = mills_halves(centre, first, t);
    first = select(close, halves.even + halves.odd, first);
    second = select(close, halves.even - halves.odd, second);
    difference = select(close, 2.0 * halves.odd, difference);
  }
  const Real tail = density * first;
  const Real core = 1.0 - tail;
  return {.value = select(inside, fma(-density, first + second, Real(1.0)), density * difference),
          .near = select(inside, core, tail),
          .rest = select(inside, tail, core),
          .far = density * second,
          .density = density};
}

}  // namespace bulwark::BULWARK_TARGET
