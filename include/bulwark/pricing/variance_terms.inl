// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// What the out-of-the-money side of a claim is worth in units of its smaller leg (a call on a forward of 1), with derivatives.
template <class Real>
struct VarianceParts {
  Real value;
  Real near;  ///< share of the leg that the side buys
  Real far;   ///< share of the leg that the side sells, in the same units: value = near - far
  Real bend;
  Real by_variance;
  Real by_years;
  Real error;  ///< of `value`, estimated afterwards
};

/// Value of a call on a forward of 1 with any log-moneyness y, without jumps but `spread`; the better side is summed.
template <int N>
inline VarianceParts<Lanes<N>> variance_term(const VarianceModel<Lanes<N>>& model, Mask<N> is_call, Lanes<N> y, Lanes<N> variance,
                                             Lanes<N> years, Lanes<N> expected, Lanes<N> spread, Mask<N> wanted) noexcept {
  using Real = Lanes<N>;
  const Mask<N> inside = y > 0.0;
  VarianceSide<Real> side = variance_side(model, (is_call & (!inside)) | ((!is_call) & inside), variance, years);
  side.per_year = Real(0.0);
  side.spread = spread;
  const Real total = expected + spread;
  const Real deviation = sqrt(total);
  const Contour<Real> path = bucket_contour(side, -abs(y), deviation, total);
  const ContourSums<N> sums = contour_sums(side, path, -abs(y), wanted, Real(8.0), 2);
  const Real outside = floored(capped(sums.result.value, 1.0), 0.0);
  const Real cash = floored(capped(sums.result.cash, 1.0), 0.0);
  const Real loss = expm1(-floored(y, 0.0));  // minus the intrinsic value
  const Real scale = 1.0 + loss;
  return {.value = fma(scale, outside, -loss),
          .near = select(inside, fma(-scale, cash, Real(1.0)), cash + outside),
          .far = select(inside, scale * (1.0 - (cash + outside)), cash),
          .bend = scale * floored(sums.result.bend, 0.0),
          .by_variance = scale * sums.result.by_variance,
          .by_years = scale * sums.result.by_years,
          .error = scale * sums.error};
}

/// The same without volatility of the variance: Black's, at the root of the expected total variance.
template <int N>
[[gnu::always_inline]] inline VarianceParts<Lanes<N>> certain_term(Lanes<N> y, Lanes<N> deviation, Lanes<N> total_by_variance,
                                                                   Lanes<N> total_by_years) noexcept {
  using Real = Lanes<N>;
  const Real inverse = inverse_deviation(deviation);
  const TimeValue<Real> parts = time_value_parts(abs(y), deviation, inverse);
  const Mask<N> inside = y > 0.0;
  const Real loss = expm1(-max(y, Real(0.0)));
  const Real scale = 1.0 + loss;
  const Real bend = scale * parts.density * inverse;
  return {.value = select(inside, fma(scale, parts.value, -loss), parts.value),
          .near = select(inside, fma(-scale, parts.far, Real(1.0)), parts.near),
          .far = select(inside, scale * parts.rest, parts.far),
          .bend = bend,
          .by_variance = 0.5 * bend * total_by_variance,
          .by_years = 0.5 * bend * total_by_years,
          .error = Real(0.0)};
}

/// The same claim under jumps as a sum over their number, each term free of them: `term(y, n, open)`.
/// Source: Merton (1976); what is left out is at most a Poisson tail, which a geometric series bounds.
template <int N, class Term>
inline VarianceParts<Lanes<N>> counted_jump_parts(const Mixture<Lanes<N>>& m, Lanes<N> per_year, Mask<N> wanted,
                                                  const Term& term) noexcept {
  using Real = Lanes<N>;
  constexpr double enough = 0x1p-56;
  const Mask<N> is_call = m.side > 0.0;
  const PoissonStart<Real> start = poisson_start(m.mean);
  const Real zero = Real(0.0);
  VarianceParts<Real> sum{zero, zero, zero, zero, zero, zero, zero};
  Real value_last = zero;
  Real n = start.count;
  Real weight = start.weight;
  const Mask<N> has_lower = wanted & (n > 0.0);
  const Real below = select(has_lower, weight * (n / m.mean), zero);
  Real last = below;
  Mask<N> open = wanted;
  bool is_upward = true;
  for (;;) {
    const VarianceParts<Real> one = term(fma(n, m.step, m.first), n, open);
    const auto add = [&open](Real& held, Real factor, Real part) { held = select(open, fma(factor, part, held), held); };
    add(sum.value, weight, one.value);
    add(sum.near, weight, one.near);
    add(sum.far, weight, one.far);
    add(sum.bend, weight, one.bend);
    add(sum.by_variance, weight, one.by_variance);
    add(sum.by_years, weight, one.by_years);
    add(sum.error, weight, one.error);
    add(value_last, last, one.value);
    const Real least = higher(sum.value, Real(1e-60)) * enough;
    if (is_upward) {
      last = weight;
      const Real beyond = n + 1.0;
      const Real reach = last * beyond * fma(n, n, Real(1.0));
      open = open & (reach > least * (beyond - m.mean)) & (last > 0.0);
      n = beyond;
      weight = select(open, last * (m.mean / n), zero);
      if (any(open)) continue;
      is_upward = false;
      n = start.count;
      last = below;
      open = has_lower;
    }
    if (!any(open)) break;
    n = n - 1.0;
    weight = last;
    last = weight * (n / m.mean);
    const Real reach = weight * m.mean * fma(m.mean, m.mean, Real(1.0));
    open = open & (n >= 0.0) & (reach > least * (m.mean - n));
  }
  const Real tilt = select(is_call, 1.0 + m.growth, Real(1.0));
  const Real one_more = fma(tilt, value_last, -sum.value) - m.growth * m.side * select(is_call, sum.near, sum.far);
  sum.by_years = fma(per_year, one_more, sum.by_years);
  sum.error = fma(sum.value, Real(0x1p-50), sum.error);
  return sum;
}

/// All of a claim whose variance is certain: Merton's value, bit for bit.
template <int N>
inline VarianceParts<Lanes<N>> certain_variance_parts(const VarianceModel<Lanes<N>>& model, Lanes<N> x, Lanes<N> volatility, Lanes<N> years,
                                                      Lanes<N> expected, Mask<N> wanted) noexcept {
  using Real = Lanes<N>;
  const Real deviation = select(model.reversion == 0.0, total_deviation(volatility, years), sqrt(expected));
  const Mixture<Real> m = mixture(x, deviation, years, model.jumps);
  const Real reverted = model.reversion * years;
  const Averages<Real> share = reverting_averages(reverted);
  const Real left = fma(-reverted, share.now, Real(1.0));
  const Real at_end = fma(volatility * volatility - model.long_variance, left, model.long_variance);
  VarianceParts<Real> parts = counted_jump_parts(m, model.jumps.per_year, wanted, [&](Real y, Real n, Mask<N>) {
    return certain_term(y, deviation_after(m, n), years * share.now, at_end);
  });
  parts.value = mixture_value(m);
  return parts;
}

}  // namespace bulwark::BULWARK_TARGET
