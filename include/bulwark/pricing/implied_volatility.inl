// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// One lane's answer of an inversion; `status` holds an `ImpliedStatus` as a number.
template <class Real>
struct ImpliedLanes {
  Real volatility;  ///< per sqrt(year); NaN unless the status is ok
  Real status;
};

/// First guess, from below: the larger of what an at-the-money claim and a claim without its cash leg would need.
/// Source: the normal quantile of Abramowitz and Stegun 26.2.23. Error: up to a factor of a few in the far wings.
template <class Real>
[[gnu::always_inline]] inline Real deviation_guess(Real moneyness, Real share, Real complement) noexcept {
  const auto quantile = [](Real tail) noexcept {  // of the upper tail, > 0 below one half
    const Real t = sqrt(-2.0 * log(tail));
    const Real above = fma(t, fma(t, Real(0.010328), Real(0.802853)), Real(2.515517));
    const Real below = fma(t, fma(t, fma(t, Real(0.001308), Real(0.189269)), Real(1.432788)), Real(1.0));
    return max(t - above / below, Real(0.0));
  };
  const auto low = share < Real(0.5);
  const Real size = quantile(max(select(low, share, complement), Real(1e-307)));
  const Real z = select(low, -size, size);
  const Real root = sqrt(fma(z, z, 2.0 * moneyness));
  const Real wing = select(low, 2.0 * moneyness / (root + size), z + root);
  const Real at_money = select(share < Real(0.1), 2.5066282746310002 * share, 2.0 * quantile(0.5 * complement));
  return max(wing, at_money);
}

/// The total deviation at which a claim `moneyness` out of the money is worth `share` = 1 - `complement` of its smaller leg
/// (both are given in units of 2^-200, so that neither rounds away).
/// Source: Jaeckel (2015): third-order Householder steps on the logarithm of the value, or of its complement above one half,
/// with every density cancelled. Domain: share, complement > 0. Error: 4.1 eps (1 + value / (volatility vega)) relative on all reference
/// rows, 8.3 on a million random ones; the bar is 16.
template <class Real>
Real implied_deviation(Real moneyness, Real share_scaled, Real complement_scaled) noexcept {
  constexpr double scale = 0x1p200;
  constexpr int steps = 4;
  const Real share = share_scaled * (1.0 / scale);
  const Real complement = complement_scaled * (1.0 / scale);
  const auto low = share < Real(0.5);
  const Real target = select(low, share_scaled, complement_scaled);
  const Real least = select(low, Real(1e-300), sqrt(2.0 * moneyness));  // above one half, the smaller leg's d is positive
  Real s = max(deviation_guess(moneyness, share, complement), least);
  for (int i = 0; i < steps; ++i) {
    const Real inverse = 1.0 / s;
    const Real a = moneyness * inverse;
    const Real t = 0.5 * s;
    const Real u = a - t;
    const Real v = a + t;
    const auto close = t * max(a, Real(1.0)) < Real(0.125);
    const Real centre = min(a, Real(64.0));
    const Real first = mills_ratio(select(low, select(close, centre, u), abs(u)));
    const Real second = mills_ratio(v);
    const Real series = 2.0 * mills_halves(centre, first, t).odd;
    const Real ratio = select(low, select(close, series, first - second), first + second);  // value (complement) over density
    const Real r = select(low, Real(1.0), Real(-1.0)) / ratio;
    const Real error = fma(-0.5 * u, u, log_ratio(ratio * (scale * 0.3989422804014327), target));
    const Real newton = -(error / r);
    const Real q = u * v * inverse;  // second over first derivative of the value
    const Real bend = fma(q, q, fma(-3.0 * a * a, inverse * inverse, Real(-0.25)));
    const Real h2 = q - r;
    const Real h3 = fma(r, fma(Real(2.0), r, -3.0 * q), bend);
    const Real step = newton * fma(0.5 * h2, newton, Real(1.0)) / fma(newton, fma(h3 * (1.0 / 6.0), newton, h2), Real(1.0));
    const Real next = s + step;
    s = max(select((next > 0.25 * s) & (next < 4.0 * s), next, select(error < Real(0.0), 2.0 * s, 0.5 * s)), least);
  }
  return s;
}

/// The time value of a quoted claim: what it is worth above exercising it, the rounding of forward - strike given back.
template <class Real>
[[gnu::always_inline]] inline Real time_value_of(const Claim<Real>& claim, Real value) noexcept {
  const Real difference = claim.forward - claim.strike;
  const Real back = difference - claim.forward;
  const Real lost = (claim.forward - (difference - back)) - (claim.strike + back);
  return select(claim.side * difference > Real(0.0), (value - claim.side * difference) - claim.side * lost, value);
}

/// The volatility at which Black's undiscounted value of the claim (its own volatility is not read) is `value`.
template <class Real>
[[gnu::always_inline]] inline ImpliedLanes<Real> black_implied_volatility(const Claim<Real>& claim, Real value) noexcept {
  const Real nan = Real(__builtin_nan(""));
  const Real time_value = time_value_of(claim, value);
  const Real cap = select(claim.side > Real(0.0), claim.forward, claim.strike);
  const Real room = cap - value;
  const Real smaller = min(claim.forward, claim.strike);

  const auto good = (claim.forward >= Real(0x1p-1022)) & (claim.strike >= Real(0x1p-1022)) & (claim.years >= Real(0.0)) &
                    is_finite(claim.forward) & is_finite(claim.strike) & is_finite(claim.years) & is_finite(value) &
                    (abs(claim.side) == Real(1.0));
  const auto below = time_value < Real(0.0);
  const auto nothing = time_value == Real(0.0);
  const auto above = (room <= Real(0.0)) | (claim.years == Real(0.0));
  const auto solvable = good & (time_value > Real(0.0)) & !above;
  const Real status = select(good, select(below, Real(1.0), select(nothing, Real(2.0), select(above, Real(3.0), Real(0.0)))), Real(4.0));

  const Real moneyness = abs(log_ratio(claim.forward, claim.strike));
  const Real deviation =
      implied_deviation(select(solvable, moneyness, Real(0.0)), select(solvable, time_value * 0x1p200 / smaller, Real(0x1p198)),
                        select(solvable, room * 0x1p200 / smaller, Real(0x1.8p199)));
  return {.volatility = select(solvable, deviation / sqrt(claim.years), nan), .status = status};
}

/// The diffusion volatility at which a pricer with vega gives `value`: Newton's steps on the logarithm of the time value, held in
/// a bracket that Black's volatility ends (jumps only add value). Each lane stops by itself.
/// Error: 2^-49 relative, times the condition of the inversion. Limits: below_intrinsic where even no diffusion is worth more.
template <class Real, class P, class Parameters>
ImpliedLanes<Real> implied_by_newton(const P& pricer, const Claim<Real>& claim, const Real& value, const Parameters& parameters) noexcept {
  const ImpliedLanes<Real> black = black_implied_volatility(claim, value);
  const auto known = black.status == Real(0.0);
  const Real target = select(known, time_value_of(claim, value), Real(1.0));
  Claim<Real> outside = claim;
  outside.side = select(claim.forward < claim.strike, Real(1.0), Real(-1.0));
  Real high = select(known, black.volatility * (1.0 + 0x1p-40), Real(1.0));
  Real low = Real(0.0);
  outside.volatility = low;
  const Real least = pricer.value(outside, parameters);
  const auto no_room = least >= target;
  Real volatility = high;
  auto open = known & (least < target);
  const auto solvable = open;
  for (int step = 0; step < 100 && any(open); ++step) {
    outside.volatility = volatility;
    const ValueAndVega<Real> at = pricer.value_and_vega(outside, parameters);
    const Real error = log_ratio(max(at.value, Real(0x1p-1022)), max(target, Real(0x1p-1022)));
    high = select(open & (error > Real(0.0)), volatility, high);
    low = select(open & (error < Real(0.0)), volatility, low);
    const Real newton = volatility - error * at.value / at.vega;
    const auto usable = at.value > Real(1e-290);
    const auto last = usable & (abs(newton - volatility) <= 0x1p-30 * volatility);  // the step after it would be below 2^-59
    const auto inside = usable & (newton > low) & (newton < high);
    volatility = select(open, select(last | inside, newton, 0.5 * (low + high)), volatility);
    open = open & !last & (high - low > 0x1p-51 * high);
  }
  const Real status = select(solvable, Real(0.0), select(no_room, select(least == target, Real(2.0), Real(1.0)), Real(4.0)));
  return {.volatility = select(solvable, volatility, Real(__builtin_nan(""))), .status = select(known, status, black.status)};
}

}  // namespace bulwark::BULWARK_TARGET
