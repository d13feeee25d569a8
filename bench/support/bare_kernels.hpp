#pragma once

#include "bulwark/pricing/merton_greeks.hpp"

namespace bulwark::bench {

/// What the accuracy costs: the formulas in the same lanes without any care for tails, small deviations, limits or bad input.
/// d1 = ln(f / k) / s + s / 2, one density for both legs, two Mills ratios, legs subtracted. Near the money and in the tails it loses
/// digits, without deviation it is not a number.
template <class Real>
DiscountedGreeks<Real> bare_black(const DiscountedClaim<Real>& discounted) {
  const Claim<Real>& c = discounted.claim;
  const Real root = sqrt(c.years);
  const Real s = c.volatility * root;
  const Real inverse = 1.0 / s;
  const auto r = balanced_ratio(c.forward, c.strike);
  const Real g = (r.top - r.bottom) / (r.top + r.bottom);
  const Real w = g * g;
  const Real x = fma(r.power, Real(0.6931471805599453), fma(g * w, polynomial(wide_atanh_series, w), g + g));
  const Real d1 = fma(x, inverse, 0.5 * s);
  const Real d2 = d1 - s;
  const Real weight = c.strike * quick_normal_density(d2);
  const auto one = mills_parts(abs(d1)), two = mills_parts(abs(d2));
  const Real a = weight * one.below / fma(abs(d1), one.below, one.above);
  const Real b = weight * two.below / fma(abs(d2), two.below, two.above);
  const Real coin = select(d1 * c.side < Real(0.0), a, c.forward - a);
  const Real cash = select(d2 * c.side < Real(0.0), b, c.strike - b);
  const Real per_forward = 1.0 / c.forward;
  const Real df = discounted.discount;
  const Real value = df * c.side * (coin - cash);
  const Real per_deviation = df * weight * inverse;
  const auto q = balanced_ratio(df, Real(1.0));
  const Real h = (q.top - q.bottom) / (q.top + q.bottom);
  const Real h2 = h * h;
  const Real log_df = fma(q.power, Real(0.6931471805599453), fma(h * h2, polynomial(wide_atanh_series, h2), h + h));
  return {.value = value,
          .delta = df * c.side * coin * per_forward,
          .gamma = per_deviation * per_forward * per_forward,
          .vega = df * weight * root,
          .theta = fma(-(log_df / c.years), value, -0.5 * per_deviation * c.volatility * c.volatility),
          .rho = -(c.years * value)};
}

/// The same under jumps: a fixed number of terms, none of them looked at.
template <class Real>
DiscountedGreeks<Real> bare_merton(const DiscountedClaim<Real>& discounted, const Jumps<Real>& jumps, int terms) {
  const Claim<Real>& c = discounted.claim;
  const Real variance = jumps.deviation * jumps.deviation;
  const Real step = fma(Real(0.5), variance, jumps.mean);
  const Real growth = expm1(step);
  const Real count = jumps.per_year * c.years;
  Real x = log_ratio(c.forward, c.strike) - count * growth;
  Real total = c.volatility * c.volatility * c.years;
  Real weight = exp(-count);
  Real last = Real(0.0);
  Real forward = c.forward * exp(-(count * growth));
  Real value = Real(0.0), shifted = Real(0.0), coin = Real(0.0), bend = Real(0.0);
  for (int n = 0; n < terms; ++n) {
    const Real s = sqrt(total);
    const Real inverse = 1.0 / s;
    const Real d1 = fma(x, inverse, 0.5 * s);
    const Real d2 = d1 - s;
    const Real density = c.strike * quick_normal_density(d2);
    const auto one = mills_parts(abs(d1)), two = mills_parts(abs(d2));
    const Real a = density * one.below / fma(abs(d1), one.below, one.above);
    const Real b = density * two.below / fma(abs(d2), two.below, two.above);
    const Real coins = select(d1 * c.side < Real(0.0), a, forward - a);
    const Real worth = coins - select(d2 * c.side < Real(0.0), b, c.strike - b);
    value = fma(weight, worth, value);
    shifted = fma(last, worth, shifted);
    coin = fma(weight, coins, coin);
    bend = fma(weight * density, inverse, bend);
    last = weight;
    weight = weight * (count * (1.0 / (n + 1.0)));
    x = x + step;
    total = total + variance;
    forward = fma(forward, growth, forward);
  }
  const Real per_forward = 1.0 / c.forward;
  const Real df = discounted.discount;
  const Real rate = -(log_ratio(df, Real(1.0)) / c.years);
  const Real worth = df * c.side * value;
  const Real more = df * c.side * (shifted - value - growth * coin);
  return {.value = worth,
          .delta = df * c.side * coin * per_forward,
          .gamma = df * bend * per_forward * per_forward,
          .vega = df * c.volatility * c.years * bend,
          .theta = fma(rate, worth, -(fma(jumps.per_year, more, 0.5 * df * c.volatility * c.volatility * bend))),
          .rho = -(c.years * worth)};
}

}  // namespace bulwark::bench
