// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// What a normal claim is made of, z = |forward - strike| / (volatility sqrt(years)) deviations out of the money.
template <class Real>
struct NormalParts {
  Real density;  ///< n(z)
  Real tail;     ///< N(-z)
  Real excess;   ///< 1 - z N(-z) / n(z), without cancellation
};

/// Source: the Mills ratio is 1 / (z + gap), so 1 - z times it is gap / (z + gap), with the gap's own rational function.
template <class Real>
[[gnu::always_inline]] inline NormalParts<Real> normal_parts(Real z) noexcept {
  const Real held = capped(z, 0x1p27);  // beyond, the density is zero
  const Real below = steady_polynomial(mills_gap_below, held);
  const Real above = steady_polynomial(mills_gap_above, held);
  const Real inverse = 1.0 / fma(held, below, above);
  const Real density = normal_density(z);
  return {.density = density, .tail = density * (below * inverse), .excess = above * inverse};
}

/// Undiscounted value of a claim whose forward moves by `claim.volatility` quote per sqrt(year), normally: forward and strike may have any
/// sign. Source: Bachelier (1900). Error: 1.5 eps (1 + volatility vega / value) of the time value on 4000 random claims to
/// 30 deviations, against 113 bits. Limits: intrinsic without deviation; no cap; NaN in, NaN out.
template <class Real>
[[gnu::always_inline]] inline Real bachelier_value(const Claim<Real>& claim) noexcept {
  const Real deviation = total_deviation(claim.volatility, claim.years);
  const Real difference = claim.forward - claim.strike;
  const NormalParts<Real> parts = normal_parts(standardised(abs(difference), deviation, inverse_deviation(deviation)));
  return fma(deviation, parts.density * parts.excess, max(claim.side * difference, Real(0.0)));
}

/// Every Greek of the discounted value, by the forward: rate = -ln(discount) / years held fixed. Volatility is in quote per sqrt(year).
/// Limits: without deviation what divides by it is 0; delta is side / 2 at the kink.
template <class Real>
Sensitivities<Real> bachelier_sensitivities(const Claim<Real>& claim, Real discount) noexcept {
  const Real root = sqrt(claim.years);
  const Real deviation = total_deviation(claim.volatility, claim.years);
  const Real inverse = inverse_deviation(deviation);
  const Real difference = claim.forward - claim.strike;
  const Real z = standardised(abs(difference), deviation, inverse);
  const NormalParts<Real> parts = normal_parts(z);
  const Real side = claim.side;
  const Real rate = select(claim.years > Real(0.0), -(log(discount) / claim.years), Real(0.0));
  const Real half_per_year = select(claim.years > Real(1e-200), 0.5 / claim.years, Real(0.0));
  const Real d = copysign(min(z, Real(1e6)), difference);  // the density is zero long before
  const Real d2 = d * d;
  const Real value = discount * fma(deviation, parts.density * parts.excess, max(side * difference, Real(0.0)));
  const Real delta = discount * side * select(side * difference > Real(0.0), 1.0 - parts.tail, parts.tail);
  const Real weight = discount * parts.density;
  const Real gamma = weight * inverse;
  const Real vega = weight * root;
  const Real per_volatility = root * inverse;
  const Real volga = vega * d2 * per_volatility;
  return {.value = value,
          .delta = delta,
          .gamma = gamma,
          .vega = vega,
          .theta = fma(rate, value, -0.5 * gamma * claim.volatility * claim.volatility),
          .rho = -(claim.years * value),
          .epsilon = Real(0.0),
          .dual_delta = -delta,
          .dual_gamma = gamma,
          .vanna = -(weight * d * per_volatility),
          .volga = volga,
          .charm = fma(rate, delta, weight * d * half_per_year),
          .speed = -(gamma * d * inverse),
          .zomma = gamma * (d2 - 1.0) * per_volatility,
          .color = gamma * fma(1.0 - d2, half_per_year, rate),
          .ultima = volga * (d2 - 3.0) * per_volatility,
          .veta = vega * fma(-(1.0 + d2), half_per_year, rate)};
}

/// The total deviation at which a claim `distance` out of the money is worth `value`, both > 0 and in one unit.
/// Source: Halley's steps on the logarithm of value / distance in ln z, every density cancelled: its slope is -1 / excess.
template <class Real>
Real implied_normal_deviation(Real distance, Real value) noexcept {
  constexpr double root_two_pi = 2.5066282746310002;
  constexpr int steps = 4;
  const auto tiny = value < Real(1e-250);
  const Real known = log_ratio(select(tiny, value * 0x1p300, value), distance) - select(tiny, Real(207.94415416798358), Real(0.0));
  const auto near = known > Real(39.0);  // z below 1e-17: linear
  const Real share = exp(min(known, Real(39.0)));
  const Real far = max(-2.0 * (known + 0.9189385332046727), Real(1.0));
  const Real wing = sqrt(max(far - 3.0 * log(far), Real(1.5)));
  Real z = select(share > Real(0.05), 1.0 / (root_two_pi * (share + 0.5)), wing);
  for (int i = 0; i < steps; ++i) {
    const Real excess = normal_parts(z).excess;
    const Real error = fma(-0.5 * z, z, log_ratio(excess * 0.3989422804014327, z)) - known;
    const Real bend = fma(excess, fma(z, z, Real(1.0)), Real(-1.0));
    const Real step = error * excess / fma(-0.5 * error, bend, Real(1.0));
    z = z * exp(max(min(step, Real(1.5)), Real(-1.5)));
  }
  return select(near, root_two_pi * fma(Real(0.5), distance, value), distance / z);
}

/// The normal volatility at which Bachelier's undiscounted value of the claim (its own volatility is not read) is `value`.
/// Error: 2.1 eps (1 + value / (volatility vega)) relative, as above; no failure from 1e-300 to 1e290 of the distance.
template <class Real>
ImpliedLanes<Real> bachelier_implied_volatility(const Claim<Real>& claim, Real value) noexcept {
  const Real nan = Real(__builtin_nan(""));
  const Real time_value = time_value_of(claim, value);
  const Real distance = abs(claim.forward - claim.strike);
  const auto good = is_finite(claim.forward) & is_finite(claim.strike) & is_finite(distance) & (claim.years >= Real(0.0)) &
                    is_finite(claim.years) & is_finite(value) & (abs(claim.side) == Real(1.0));
  // What rounds to the intrinsic value has no time value, also where the rounding was downwards: a library's own prices are never below.
  const auto nothing = (time_value <= Real(0.0)) & (value >= max(claim.side * (claim.forward - claim.strike), Real(0.0)));
  const auto below = time_value < Real(0.0);
  const auto above = claim.years == Real(0.0);
  const auto solvable = good & (time_value > Real(0.0)) & (claim.years > Real(0.0));
  const Real status = select(good, select(nothing, Real(2.0), select(below, Real(1.0), select(above, Real(3.0), Real(0.0)))), Real(4.0));
  const auto apart = distance >= Real(0x1p-1022);
  const Real worth = select(solvable, time_value, Real(1.0));
  const Real deviation = implied_normal_deviation(select(apart & solvable, distance, Real(0x1p-1022)), worth);
  return {.volatility = select(solvable, deviation / sqrt(claim.years), nan), .status = status};
}

}  // namespace bulwark::BULWARK_TARGET
