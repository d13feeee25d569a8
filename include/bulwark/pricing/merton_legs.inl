// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Poisson sums of the terms of a mixture, in units of the smaller leg. `last` weighs by one jump less: the derivative by intensity needs
/// no division by it. `count` weighs by the number of jumps. The letters are those of `Bends`.
template <class Real>
struct MixtureSums {
  Real value;
  Real coin;
  Real cash;
  Real value_last;
  Real coin_last;
  Real cash_last;
  Real coin_count;
  Real g;
  Real g_last;
  Real g_count;
  Real d;
  Real d_last;
  Real d_count;
  Real de;
  Real dde;
  Real ddee;
  Real dddee;
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
  const auto call = m.side > Real(0.0);
  const Real coin = select(call, near, far);
  const Real cash = select(call, far, near);
  const Real h = copysign(min(standardised(abs(y), s, inverse), Real(1e6)), y);
  const Real t = min(0.5 * s, Real(1e6));
  const Bends<Real> b = bends(parts.density * scale, fma(m.side, h, t), fma(m.side, h, -t), inverse);
  const auto add = [&](Real& sum, Real by, Real term) noexcept { sum = select(open, fma(by, term, sum), sum); };
  const Real count = weight * n;
  add(sums.value, weight, value);
  add(sums.coin, weight, coin);
  add(sums.cash, weight, cash);
  add(sums.value_last, last, value);
  add(sums.coin_last, last, coin);
  add(sums.cash_last, last, cash);
  add(sums.coin_count, count, coin);
  add(sums.g, weight, b.g);
  add(sums.g_last, last, b.g);
  add(sums.g_count, count, b.g);
  add(sums.d, weight, b.d);
  add(sums.d_last, last, b.d);
  add(sums.d_count, count, b.d);
  add(sums.de, weight, b.de);
  add(sums.dde, weight, b.dde);
  add(sums.ddee, weight, b.ddee);
  add(sums.dddee, weight, b.dddee);
}

/// As `mixture_value`, with the terms' derivatives, which grow with the square of the number of jumps; so does the bound. The rest is small
/// against the option and, with `every_leg`, against either leg.
template <bool every_leg, class Real>
[[gnu::always_inline]] inline MixtureSums<Real> mixture_sums(const Mixture<Real>& m) noexcept {
  constexpr double enough = 0x1p-58;
  constexpr double least_sum = 1e-290;
  const PoissonStart<Real> start = poisson_start(m.mean);
  const Real zero = Real(0.0);  // not in the struct: its constructor would be compiled for the baseline
  MixtureSums<Real> sums{zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero};
  const auto least = [&]() noexcept {
    const Real option = max(sums.value, Real(least_sum));
    return every_leg ? min(option, max(min(sums.coin, sums.cash), Real(least_sum))) : option;
  };
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
      open = open & (reach > enough * least() * gap) & (last > Real(0.0));
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
    open = open & (n >= Real(0.0)) & (reach > enough * least() * gap);
  }
  return sums;
}

/// The same mixture seen from its other side, in the money.
template <class Real>
[[gnu::always_inline]] inline Mixture<Real> other_side(const Mixture<Real>& m, Real years, const Jumps<Real>& jumps) noexcept {
  const Real count = jumps.per_year * years;
  const Real mean = select(m.side > Real(0.0), count, fma(count, m.growth, count));
  return {.mean = select(m.mean < m.mean + 1.0, mean, m.mean),
          .first = -m.first,
          .step = -m.step,
          .diffusion = m.diffusion,
          .jump_variance = m.jump_variance,
          .growth = m.growth,
          .side = -m.side};
}

/// How likely the claim of a mixture ends in the money (`sign` 1) or out of it (-1), in the measure of the leg that it receives. No term is
/// negative and none is subtracted from one. Error: as `mixture_value`.
template <class Real>
[[gnu::noinline]] Real mixture_share(const Mixture<Real>& m, double sign) noexcept {
  constexpr double enough = 0x1p-55;
  constexpr double least_sum = 1e-290;
  const PoissonStart<Real> start = poisson_start(m.mean);
  Real n = start.count;
  Real weight = start.weight;
  Real sum = Real(0.0);
  auto open = !(n < n);  // every lane
  const auto lower = n > Real(0.0);
  bool is_upward = true;
  for (;;) {
    const Real y = fma(n, m.step, m.first);
    const Real s = deviation_after(m, n);
    const Real h = copysign(standardised(abs(y), s, inverse_deviation(s)), y);
    sum = select(open, fma(weight, normal_cdf(sign * fma(Real(0.5), s, h)), sum), sum);
    if (is_upward) {  // the bounds are those of `mixture_value`
      n = n + 1.0;
      weight = weight * (m.mean / n);
      const Real beyond = n + 1.0;
      const Real gap = beyond - m.mean;
      open = open & (weight * beyond > enough * max(sum, Real(least_sum)) * gap) & (weight > Real(0.0));
      if (any(open)) continue;
      is_upward = false;
      n = start.count;
      weight = start.weight;
      open = lower;
    }
    if (!any(open)) break;
    weight = weight * (n / m.mean);
    n = n - 1.0;
    const Real gap = m.mean - n;
    open = open & (n >= Real(0.0)) & (weight * m.mean > enough * max(sum, Real(least_sum)) * gap);
  }
  return min(sum, Real(1.0));
}

/// A claim's legs under jumps, what a jump adds to them, and how they move with the jumps' mean.
template <class Real>
struct JumpCurve {
  LegCurve<Real> legs;
  LegJumps<Real> jumps;
  Real coin_moved;  ///< of the coin leg: sum of weight (n - expected) term
  Real g_moved;     ///< of g
  Real g_count;     ///< sum of weight n term
  Real d_count;
};

/// `both` is undiscounted in the forward form. A leg that is in the money is what the other side leaves of the whole; where that is little,
/// it is summed by itself.
template <class Real>
[[gnu::always_inline]] inline JumpCurve<Real> jump_curve(const Mixture<Real>& m, const Legs<Real>& both, const SpotClaim<Real>& claim,
                                                         const Jumps<Real>& jumps) noexcept {
  const MixtureSums<Real> sums = mixture_sums<true>(m);
  const auto call = m.side > Real(0.0);
  const auto outside = claim.side * m.side > Real(0.0);
  const Real leg = select(both.log_moneyness < Real(0.0), both.coin, both.cash);
  const Real discount = both.cash / claim.strike;
  const Real coin_outside = min(leg * sums.coin, both.coin);
  const Real share_outside = min(leg * sums.cash / claim.strike, discount);
  Real coin = select(outside, coin_outside, both.coin - coin_outside);
  Real share = select(outside, share_outside, discount - share_outside);
  constexpr double little = 0x1p-6;
  const auto doubtful = (claim.side * m.side < Real(0.0)) & ((coin < little * both.coin) | (share < little * discount));
  if (any(doubtful)) {
    const Real received = mixture_share(m, -1.0);
    const Real given = mixture_share(other_side(m, claim.years, jumps), 1.0);
    coin = select(doubtful, both.coin * select(call, received, given), coin);
    share = select(doubtful, discount * select(call, given, received), share);
  }
  const Real tilt = select(call, 1.0 + m.growth, Real(1.0));
  const Real expected = fma(jumps.per_year * claim.years, m.growth, jumps.per_year * claim.years);
  const Real g = leg * sums.g;
  const Real d = leg * sums.d;
  const Real de = leg * sums.de;
  const Real ddee = leg * sums.ddee;
  const Real dde = leg * sums.dde;
  const Real dddee = leg * sums.dddee;
  const Real dd = de + d;
  return {.legs = {.option = at_most_received(fma(leg, min(sums.value, Real(1.0)), both.intrinsic), both.coin, both.cash, claim.side),
                   .coin = claim.side * coin,
                   .cash = claim.side * (claim.strike * share),
                   .share = share,
                   .bends = {.g = g,
                             .d = d,
                             .e = d - g,
                             .dd = dd,
                             .de = de,
                             .dde = dde,
                             .dee = dde - de,
                             .ddee = ddee,
                             .dddee = dddee,
                             .ddeee = dddee - ddee}},
          .jumps = {.per_year = jumps.per_year,
                    .option = leg * (fma(tilt, sums.value_last, -sums.value) - m.growth * m.side * sums.coin),
                    .coin = fma(m.side * leg, fma(tilt, sums.coin_last, -sums.coin) - m.growth * sums.coin, -(m.growth * g)),
                    .cash = fma(m.side * leg, fma(tilt, sums.cash_last, -sums.cash), -(m.growth * g)),
                    .g = fma(leg, fma(tilt, sums.g_last, -sums.g), -(m.growth * d)),
                    .d = fma(leg, fma(tilt, sums.d_last, -sums.d), -(m.growth * dd))},
          .coin_moved = m.side * leg * fma(-expected, sums.coin, sums.coin_count),
          .g_moved = leg * fma(-expected, sums.g, sums.g_count),
          .g_count = leg * sums.g_count,
          .d_count = leg * sums.d_count};
}

}  // namespace bulwark::BULWARK_TARGET
