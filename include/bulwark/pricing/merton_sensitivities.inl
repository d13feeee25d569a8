// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Value and closed-form derivatives under lognormal jumps, by the spot (forward in the forward form), as `Sensitivities` names them.
template <class Real>
struct JumpSensitivities {
  Real value;
  Real delta;
  Real gamma;
  Real vega;
  Real theta;
  Real rho;
  Real epsilon;
  Real vanna;
  Real volga;
  Real charm;
  Real speed;
  Real by_intensity;  ///< dV/dper_year of jumps
  Real by_mean;       ///< dV/dmean of one log jump
  Real by_deviation;  ///< dV/ddeviation of one log jump
  Real digital;       ///< value of 1 paid if the claim ends in the money
};

/// Poisson sums of the terms of a mixture. `last` weighs by one jump less: the derivative by intensity needs no division by it.
template <class Real>
struct MixtureSums {
  Real value;
  Real coin;
  Real cash;
  Real value_last;
  Real coin_last;
  Real coin_count;
  Real bend;  ///< density / deviation
  Real bend_count;
  Real bend_d1;  ///< density d1 / variance
  Real bend_d2;
  Real bend_d12;  ///< density (d1 d2 - 1) / deviation^3
};

template <class Real, class Mask>
[[gnu::always_inline]] inline void add_term(MixtureSums<Real>& sums, const Mixture<Real>& m, Real n, Real weight, Real last,
                                            Mask open) noexcept {
  const Real y = fma(n, m.step, m.first);
  const Real s = deviation_after(m, n);
  const Real inverse = inverse_deviation(s);
  const TimeValue<Real> parts = time_value_parts(abs(y), s, inverse);
  const auto inside = y > Real(0.0);
  const Real loss = expm1(-max(y, Real(0.0)));
  const Real scale = 1.0 + loss;
  const Real value = select(inside, fma(scale, parts.value, -loss), parts.value);
  const Real near = select(inside, fma(-scale, parts.far, Real(1.0)), parts.near);
  const Real far = select(inside, scale * parts.rest, parts.far);
  const Real density = parts.density * scale;
  const auto call = m.side > Real(0.0);
  const Real coin = select(call, near, far);
  const Real cash = select(call, far, near);
  const Real h = copysign(min(standardised(abs(y), s, inverse), Real(1e6)), y);
  const Real t = min(0.5 * s, Real(1e6));
  const Real d1 = fma(m.side, h, t);
  const Real d2 = fma(m.side, h, -t);
  const Real bend = weight * density * inverse;
  const Real turn = bend * inverse;
  sums.value = select(open, fma(weight, value, sums.value), sums.value);
  sums.coin = select(open, fma(weight, coin, sums.coin), sums.coin);
  sums.cash = select(open, fma(weight, cash, sums.cash), sums.cash);
  sums.value_last = select(open, fma(last, value, sums.value_last), sums.value_last);
  sums.coin_last = select(open, fma(last, coin, sums.coin_last), sums.coin_last);
  sums.coin_count = select(open, fma(weight * n, coin, sums.coin_count), sums.coin_count);
  sums.bend = select(open, sums.bend + bend, sums.bend);
  sums.bend_count = select(open, fma(bend, n, sums.bend_count), sums.bend_count);
  sums.bend_d1 = select(open, fma(turn, d1, sums.bend_d1), sums.bend_d1);
  sums.bend_d2 = select(open, fma(turn, d2, sums.bend_d2), sums.bend_d2);
  sums.bend_d12 = select(open, fma(turn * inverse, fma(d1, d2, Real(-1.0)), sums.bend_d12), sums.bend_d12);
}

/// As `mixture_value`, with the terms' derivatives, which grow with the square of the number of jumps; so does the bound.
template <class Real>
[[gnu::always_inline]] inline MixtureSums<Real> mixture_sums(const Mixture<Real>& m) noexcept {
  constexpr double enough = 0x1p-58;
  constexpr double least_sum = 1e-290;
  const PoissonStart<Real> start = poisson_start(m.mean);
  const Real zero = Real(0.0);  // not in the struct: its constructor would be compiled for the baseline
  MixtureSums<Real> sums{zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero};
  Real n = start.count;
  Real weight = start.weight;
  const auto has_lower = n > Real(0.0);
  const Real below = select(has_lower, weight * (n / m.mean), Real(0.0));
  Real last = below;
  auto open = !(n < n);  // every lane
  bool is_upward = true;
  for (;;) {
    add_term(sums, m, n, weight, last, open);
    if (is_upward) {
      last = weight;
      const Real beyond = n + 1.0;
      const Real gap = beyond - m.mean;
      const Real reach = last * beyond * fma(n, n, Real(1.0));
      open = open & (reach > enough * max(sums.value, Real(least_sum)) * gap) & (last > Real(0.0));
      n = beyond;
      weight = select(open, last * (m.mean / n), Real(0.0));
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
    const Real gap = m.mean - n;
    const Real reach = weight * m.mean * fma(m.mean, m.mean, Real(1.0));
    open = open & (n >= Real(0.0)) & (reach > enough * max(sums.value, Real(least_sum)) * gap);
  }
  return sums;
}

/// Derivatives from the sums. `rate` and `yield` are both zero, and `both` undiscounted, in the forward form.
template <class Real>
JumpSensitivities<Real> assembled(const MixtureSums<Real>& sums, const Mixture<Real>& m, const Legs<Real>& both,
                                  const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const auto call = m.side > Real(0.0);
  const auto outside = claim.side * m.side > Real(0.0);
  const Real leg = select(both.log_moneyness < Real(0.0), both.coin, both.cash);
  const Real years = claim.years;
  const Real variance_rate = claim.volatility * claim.volatility;
  const Real per_spot = 1.0 / claim.spot;
  const Real tilt = select(call, 1.0 + m.growth, Real(1.0));
  const Real expected = fma(jumps.per_year * years, m.growth, jumps.per_year * years);

  const Real value = fma(leg, sums.value, both.intrinsic);
  const Real coin = m.side * leg * sums.coin - select(outside, Real(0.0), m.side * both.coin);
  const Real cash = m.side * leg * sums.cash - select(outside, Real(0.0), m.side * both.cash);
  const Real one_more = leg * (fma(tilt, sums.value_last, -sums.value) - m.growth * m.side * sums.coin);
  const Real bend = leg * sums.bend;
  const Real moved = m.side * leg * fma(-expected, sums.coin, sums.coin_count);
  const Real delta = coin * per_spot;
  const Real weights_move = m.side * jumps.per_year * (fma(tilt, sums.coin_last, -sums.coin) - m.growth * sums.coin);
  const Real drift = claim.rate - claim.yield - jumps.per_year * m.growth;
  const Real delta_by_years = leg * per_spot * (weights_move + fma(drift, sums.bend, -0.5 * variance_rate * sums.bend_d2));
  const Real digital = leg * sums.cash / claim.strike;
  return {.value = value,
          .delta = delta,
          .gamma = bend * per_spot * per_spot,
          .vega = claim.volatility * years * bend,
          .theta = fma(claim.yield, coin, -(claim.rate * cash)) - fma(0.5 * variance_rate, bend, jumps.per_year * one_more),
          .rho = years * cash,
          .epsilon = -(years * coin),
          .vanna = -(claim.volatility * years * leg * per_spot * sums.bend_d2),
          .volga = leg * years * fma(variance_rate * years, sums.bend_d12, sums.bend),
          .charm = fma(claim.yield, delta, -delta_by_years),
          .speed = -(leg * per_spot * per_spot * per_spot * (sums.bend + sums.bend_d1)),
          .by_intensity = years * one_more,
          .by_mean = moved,
          .by_deviation = jumps.deviation * fma(leg, sums.bend_count, moved),
          .digital = select(outside, digital, both.cash / claim.strike - digital)};
}

/// Undiscounted value and vega: what a search for the volatility needs. The other sums are not computed.
template <class Real>
ValueAndVega<Real> merton_value_and_vega(const Claim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const Real x = log_ratio(claim.forward, claim.strike);
  const Real leg = min(claim.forward, claim.strike);
  const Real intrinsic = max(claim.side * (claim.forward - claim.strike), Real(0.0));
  const MixtureSums<Real> sums = mixture_sums(mixture(x, total_deviation(claim.volatility, claim.years), claim.years, jumps));
  return {.value = fma(leg, sums.value, intrinsic), .vega = claim.volatility * claim.years * (leg * sums.bend)};
}

/// Value and derivatives, discounted, by the spot.
template <class Real>
JumpSensitivities<Real> merton_sensitivities(const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const Legs<Real> both = legs(claim);
  const Mixture<Real> m = mixture(both.log_moneyness, total_deviation(claim.volatility, claim.years), claim.years, jumps);
  return assembled(mixture_sums(m), m, both, claim, jumps);
}

/// Value and derivatives, undiscounted, by the forward.
template <class Real>
JumpSensitivities<Real> merton_sensitivities(const Claim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const Real x = log_ratio(claim.forward, claim.strike);
  const Legs<Real> both{claim.forward, claim.strike, x, max(claim.side * (claim.forward - claim.strike), Real(0.0))};
  const SpotClaim<Real> from_spot{claim.forward, claim.strike, Real(0.0), Real(0.0), claim.volatility, claim.years, claim.side};
  const Mixture<Real> m = mixture(x, total_deviation(claim.volatility, claim.years), claim.years, jumps);
  return assembled(mixture_sums(m), m, both, from_spot, jumps);
}

}  // namespace bulwark::BULWARK_TARGET
