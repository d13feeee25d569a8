// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// The common Greeks under lognormal jumps, discounted, and how the value moves with each of the jumps' parameters, whose compensator
/// moves along.
template <class Real>
struct JumpGreeks {
  Real value;         ///< quote
  Real delta;         ///< per unit of the forward, or of the spot in spot form
  Real gamma;         ///< per unit of the same, squared
  Real vega;          ///< per 1.00 of the diffusion's volatility
  Real theta;         ///< per year of calendar time passing
  Real rho;           ///< per 1.00 of the rate
  Real by_intensity;  ///< per jump a year
  Real by_mean;       ///< per 1.00 of the mean log jump
  Real by_deviation;  ///< per 1.00 of the log jump's deviation
};

/// The Poisson sums that the common Greeks need; the two by count are for the jumps' parameters.
template <class Real>
struct GreekSums {
  Real value;
  Real last;  ///< of values, weighed by one jump less
  Real coin;
  Real bend;  ///< density / deviation
  Real coin_count;
  Real bend_count;
};

/// One term. A weight of zero leaves the sums as they are, to the bit: a finished lane takes no further term.
template <bool has_counts, class Real>
[[gnu::always_inline]] inline void add_greek_term(GreekSums<Real>& sums, const Mixture<Real>& m, Real variance, Real n, Real weight,
                                                  Real last) noexcept {
  const Real y = fma(n, m.step, m.first);
  const Real total = fma(n, m.jump_variance, variance);
  const Real s = sqrt(total);
  Real inverse = 1.0 / s;
  Real distance = abs(y) * inverse;
  if (!all(s > Real(0.0))) {
    inverse = inverse_deviation(s);
    distance = standardised(abs(y), s, inverse);
  }
  const TimeValueCore<Real> core = time_value_core(distance, 0.5 * s);
  const Real rest = 1.0 - core.tail;
  Real value = core.value;
  Real near = select(core.is_inside, rest, core.tail);
  Real far = core.far;
  Real density = core.density;
  const auto inside = y > Real(0.0);
  if (any(inside)) {
    const Real loss = expm1(-higher(y, Real(0.0)));  // minus the intrinsic value
    const Real scale = 1.0 + loss;
    value = select(inside, fma(scale, value, -loss), value);
    far = select(inside, scale * select(core.is_inside, core.tail, rest), far);
    near = select(inside, fma(-scale, core.far, Real(1.0)), near);
    density = density * scale;
  }
  const Real coin = select(m.side > Real(0.0), near, far);
  const Real bend = weight * density * inverse;
  sums.value = fma(weight, value, sums.value);
  sums.last = fma(last, value, sums.last);
  sums.coin = fma(weight, coin, sums.coin);
  sums.bend = sums.bend + bend;
  if constexpr (has_counts) {
    sums.coin_count = fma(weight * n, coin, sums.coin_count);
    sums.bend_count = fma(bend, n, sums.bend_count);
  }
}

/// 1 / n, each rounded once: a sum that starts at no jump divides nothing.
inline constexpr int reciprocal_count = 64;
struct Reciprocals {
  double of[reciprocal_count];
};
inline constexpr Reciprocals reciprocals = [] {
  Reciprocals all{};
  for (int n = 1; n < reciprocal_count; ++n) all.of[n] = 1.0 / n;
  return all;
}();

/// As `mixture_value`; what is left out is below 2^-46 of the sum of the values, 64 eps.
template <bool has_counts, class Real>
[[gnu::always_inline]] inline GreekSums<Real> greek_sums(const Mixture<Real>& m) noexcept {
  constexpr double enough = 0x1p-46;
  constexpr double least_sum = 1e-290;
  const Real zero = Real(0.0);
  const Real variance = m.diffusion * m.diffusion;
  const PoissonStart<Real> start = poisson_start(m.mean);
  GreekSums<Real> sums{zero, zero, zero, zero, zero, zero};
  Real n = start.count;
  Real weight = start.weight;
  const auto has_lower = n > zero;
  const bool any_lower = any(has_lower);
  const Real below = any_lower ? select(has_lower, weight * (n / m.mean), zero) : zero;
  Real last = below;
  auto open = n == n;
  for (int step = 1;; ++step) {  // upwards the rest is at most weight (n + 1) / (n + 1 - mean)
    add_greek_term<has_counts>(sums, m, variance, n, weight, last);
    const Real beyond = n + 1.0;
    const Real gap = beyond - m.mean;
    Real reach = weight * beyond;
    if constexpr (has_counts) reach = reach * beyond;
    open = open & (reach > enough * higher(sums.value, Real(least_sum)) * gap);
    if (!any(open)) break;
    last = select(open, weight, zero);
    n = beyond;
    const Real per = any_lower || step >= reciprocal_count ? 1.0 / n : Real(reciprocals.of[step]);  // the same number either way
    weight = last * (m.mean * per);
  }
  if (!any_lower) return sums;
  n = start.count;
  last = below;
  open = has_lower;
  for (;;) {  // downwards at most weight mean / (mean - n)
    open = open & (n > zero);
    n = floored(n - 1.0, 0.0);  // a finished lane's term is weighed by zero, and must be a number
    weight = last;
    last = weight * (n / m.mean);
    const Real gap = m.mean - n;
    Real reach = weight * m.mean;
    if constexpr (has_counts) reach = reach * m.mean;
    open = open & (reach > enough * higher(sums.value, Real(least_sum)) * gap);
    if (!any(open)) return sums;
    weight = select(open, weight, zero);
    last = select(open, last, zero);
    add_greek_term<has_counts>(sums, m, variance, n, weight, last);
  }
}

/// Derivatives from the sums. In the forward form `rate` and `yield` are both zero.
template <bool has_counts, class Real>
[[gnu::always_inline]] inline JumpGreeks<Real> greeks_from(const GreekSums<Real>& sums, const Mixture<Real>& m, const Legs<Real>& both,
                                                           const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const auto call = m.side > Real(0.0);
  const auto outside = claim.side * m.side > Real(0.0);
  const Real leg = fma(claim.side, Real(0.0), select(both.log_moneyness < Real(0.0), both.coin, both.cash));  // no side, no number
  const Real per_spot = 1.0 / claim.spot;
  const Real variance_rate = claim.volatility * claim.volatility;
  const Real value = at_most_received(fma(leg, capped(sums.value, 1.0), both.intrinsic), both.coin, both.cash, claim.side);
  const Real side_leg = m.side * leg;
  const Real coin = fma(side_leg, sums.coin, select(outside, Real(0.0), -(m.side * both.coin)));
  const Real cash = fma(side_leg, sums.coin - m.side * sums.value, select(outside, Real(0.0), -(m.side * both.cash)));
  const Real tilt = select(call, 1.0 + m.growth, Real(1.0));
  const Real one_more = leg * (fma(tilt, sums.last, -sums.value) - m.growth * m.side * sums.coin);
  const Real bend = leg * sums.bend;
  const Real held = fma(claim.yield, coin, -(claim.rate * cash));
  JumpGreeks<Real> all;
  all.value = value;
  all.delta = coin * per_spot;
  all.gamma = bend * per_spot * per_spot;
  all.vega = claim.volatility * claim.years * bend;
  all.theta = held - fma(0.5 * variance_rate, bend, jumps.per_year * one_more);
  all.rho = claim.years * cash;
  if constexpr (has_counts) {
    const Real count = jumps.per_year * claim.years;
    const Real moved = side_leg * fma(-fma(count, m.growth, count), sums.coin, sums.coin_count);
    all.by_intensity = claim.years * one_more;
    all.by_mean = moved;
    all.by_deviation = jumps.deviation * fma(leg, sums.bend_count, moved);
  } else {
    all.by_intensity = all.by_mean = all.by_deviation = Real(0.0);
  }
  return all;
}

template <class Real>
[[gnu::always_inline]] inline Legs<Real> undiscounted_legs(const Claim<Real>& claim) noexcept {
  return {claim.forward, claim.strike, log_ratio(claim.forward, claim.strike), floored(claim.side * (claim.forward - claim.strike), 0.0)};
}

/// Undiscounted value, common Greeks and jump sensitivities by the forward; `has_counts` asks for the latter.
template <bool has_counts, class Real>
[[gnu::always_inline]] inline JumpGreeks<Real> forward_greeks(const Claim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const Legs<Real> both = undiscounted_legs(claim);
  const Mixture<Real> m = mixture(both.log_moneyness, total_deviation(claim.volatility, claim.years), claim.years, jumps);
  const SpotClaim<Real> seen{claim.forward, claim.strike, Real(0.0), Real(0.0), claim.volatility, claim.years, claim.side};
  return greeks_from<has_counts>(greek_sums<has_counts>(m), m, both, seen, jumps);
}

/// Undiscounted value and common Greeks under lognormal jumps, by the forward.
/// Source: Merton (1976), each term's derivative. Domain: as `merton_value`.
template <class Real>
Greeks<Real> merton_greeks(const Claim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const JumpGreeks<Real> all = forward_greeks<false>(claim, jumps);
  return {.value = all.value, .delta = all.delta, .gamma = all.gamma, .vega = all.vega, .theta = all.theta};
}

template <bool has_counts, class Real>
[[gnu::always_inline]] inline JumpGreeks<Real> discounted_greeks(const DiscountedClaim<Real>& discounted,
                                                                 const Jumps<Real>& jumps) noexcept {
  const Real df = discounted.discount;
  const Real years = discounted.claim.years;
  JumpGreeks<Real> all = forward_greeks<has_counts>(discounted.claim, jumps);
  const Real rate = select(years > Real(0.0), -(log_ratio(df, Real(1.0)) / years), Real(0.0));
  all.value = df * all.value;
  all.delta = df * all.delta;
  all.gamma = df * all.gamma;
  all.vega = df * all.vega;
  all.theta = fma(rate, all.value, df * all.theta);
  all.rho = -(years * all.value);
  all.by_intensity = df * all.by_intensity;
  all.by_mean = df * all.by_mean;
  all.by_deviation = df * all.by_deviation;
  return all;
}

template <bool has_counts, class Real>
[[gnu::always_inline]] inline JumpGreeks<Real> spot_greeks(const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const Legs<Real> both = legs(claim);
  const Mixture<Real> m = mixture(both.log_moneyness, total_deviation(claim.volatility, claim.years), claim.years, jumps);
  return greeks_from<has_counts>(greek_sums<has_counts>(m), m, both, claim, jumps);
}

template <class Real>
[[gnu::always_inline]] inline DiscountedGreeks<Real> common_greeks(const JumpGreeks<Real>& all) noexcept {
  return {.value = all.value, .delta = all.delta, .gamma = all.gamma, .vega = all.vega, .theta = all.theta, .rho = all.rho};
}

/// Discounted, the rate -ln(discount) / years and the forward held fixed.
template <class Real>
DiscountedGreeks<Real> merton_greeks(const DiscountedClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  return common_greeks(discounted_greeks<false>(claim, jumps));
}
template <class Real>
JumpGreeks<Real> merton_jump_greeks(const DiscountedClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  return discounted_greeks<true>(claim, jumps);
}

/// Discounted, by the spot; rho holds the spot fixed.
template <class Real>
DiscountedGreeks<Real> merton_greeks(const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  return common_greeks(spot_greeks<false>(claim, jumps));
}
template <class Real>
JumpGreeks<Real> merton_jump_greeks(const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  return spot_greeks<true>(claim, jumps);
}

}  // namespace bulwark::BULWARK_TARGET
