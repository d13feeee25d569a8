// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Lognormal jumps, one set in each lane.
template <class Real>
struct Jumps {
  Real per_year;   ///< expected number, >= 0
  Real mean;       ///< of the log of one jump
  Real deviation;  ///< of the log of one jump
};

/// Where a Poisson sum starts, and the weight there.
template <class Real>
struct PoissonStart {
  Real count;
  Real weight;
};

/// Zero for a mean up to 16, else the integer nearest the mean, from where a sum goes outwards.
/// Source: Loader, "Fast and accurate computation of binomial probabilities" (2000). Error: 4 eps of the weight.
template <class Real>
[[gnu::always_inline]] inline PoissonStart<Real> poisson_start(Real mean) noexcept {
  const auto few = mean <= Real(16.0);
  PoissonStart<Real> start{Real(0.0), exp(-mean)};
  if (!all(few)) {
    const Real n = max((mean + 0x1p52) - 0x1p52, Real(16.0));
    const Real off = (mean - n) / n;
    const Real z = 1.0 / (n * n);
    Real stirling = fma(z, Real(1.0 / 1188.0), Real(-1.0 / 1680.0));
    stirling = fma(z, stirling, Real(1.0 / 1260.0));
    stirling = fma(z, stirling, Real(-1.0 / 360.0));
    stirling = fma(z, stirling, Real(1.0 / 12.0)) / n;
    const Real saddle = exp(-fma(n, off - log1p(off), stirling)) / sqrt(6.283185307179586 * n);
    start.count = select(few, start.count, n);
    start.weight = select(few, start.weight, saddle);
  }
  return start;
}

/// A claim under jumps, seen from its out-of-the-money side, in units of the smaller leg.
/// There it is a Poisson mixture of calls on a forward of 1, weighted by `mean` jumps: with n of them the log-moneyness is
/// first + n step and the variance diffusion^2 + n jump_variance. Puts weigh by the plain intensity, calls by the tilted one;
/// put-call duality makes the two one text.
template <class Real>
struct Mixture {
  Real mean;           ///< expected number of jumps in the side's own measure
  Real first;          ///< log-moneyness without a jump; negative is out of the money
  Real step;           ///< added by each jump
  Real diffusion;      ///< total deviation without a jump
  Real jump_variance;  ///< added to the total variance by each jump
  Real growth;         ///< expected relative jump, k
  Real side;           ///< +1: the out-of-the-money side is the call
};

template <class Real>
[[gnu::always_inline]] inline Mixture<Real> mixture(Real log_moneyness, Real diffusion, Real years, const Jumps<Real>& jumps) noexcept {
  const Real side = select(log_moneyness < Real(0.0), Real(1.0), Real(-1.0));
  const Real jump_variance = jumps.deviation * jumps.deviation;
  const Real step = fma(Real(0.5), jump_variance, jumps.mean);
  const Real growth = expm1(step);
  const Real count = jumps.per_year * years;
  const Real drift = count * growth;
  const Real tilted = count + drift;
  const Real mean = select(side > Real(0.0), tilted, count);
  const auto good = (jumps.per_year >= Real(0.0)) & (count <= Real(1e7)) & (tilted <= Real(1e7));
  return {.mean = select(good, mean, Real(__builtin_nan(""))),
          .first = -fma(side, drift, abs(log_moneyness)),
          .step = side * step,
          .diffusion = diffusion,
          .jump_variance = jump_variance,
          .growth = growth,
          .side = side};
}

/// Total deviation after n jumps.
template <class Real>
[[gnu::always_inline]] inline Real deviation_after(const Mixture<Real>& m, Real n) noexcept {
  const Real mixed = sqrt(fma(n, m.jump_variance, m.diffusion * m.diffusion));
  return select(n > Real(0.0), mixed, m.diffusion);
}

/// Value of a call on a forward of 1 with log-moneyness y of either sign.
template <class Real>
[[gnu::always_inline]] inline Real mixture_term(const Mixture<Real>& m, Real n) noexcept {
  const Real y = fma(n, m.step, m.first);
  const Real outside = time_value(abs(y), deviation_after(m, n));
  const auto inside = y > Real(0.0);
  if (!any(inside)) return outside;
  const Real loss = expm1(-max(y, Real(0.0)));  // minus the intrinsic value
  return select(inside, fma(1.0 + loss, outside, -loss), outside);
}

/// Time value under jumps in units of the smaller leg.
/// Source: Merton (1976), summed outwards from the likeliest number of jumps until a rigorous bound on what is left out
/// (every term is at most 1, so the rest is at most a Poisson tail, which a geometric series bounds) is below 2^-55 of the sum.
/// Domain: up to 1e7 jumps expected in either measure, else NaN. Error: 0.7 eps cond on all reference rows, the bar is 64. A finished lane
/// takes no further term. Limits: no jumps is Black, bit for bit; at most 1.
template <class Real>
Real mixture_value(const Mixture<Real>& m) noexcept {
  constexpr double enough = 0x1p-55;
  constexpr double least_sum = 1e-290;
  const PoissonStart<Real> start = poisson_start(m.mean);
  Real n = start.count;
  Real weight = start.weight;
  Real sum = Real(0.0);
  auto open = !(n < n);  // every lane
  auto lower = n > Real(0.0);
  bool is_upward = true;
  for (;;) {
    sum = select(open, fma(weight, mixture_term(m, n), sum), sum);
    if (is_upward) {  // the rest is at most weight (n + 1) / (n + 1 - mean)
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
    if (!any(open)) break;  // downwards the rest is at most weight mean / (mean - n)
    weight = weight * (n / m.mean);
    n = n - 1.0;
    const Real gap = m.mean - n;
    open = open & (n >= Real(0.0)) & (weight * m.mean > enough * max(sum, Real(least_sum)) * gap);
  }
  return min(sum, Real(1.0));
}

/// Time value under lognormal jumps of a claim's side that is out of the money, in units of the smaller leg. Does not read the side.
template <class Real>
[[gnu::always_inline]] inline Real merton_time_value(const Claim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const Real deviation = total_deviation(claim.volatility, claim.years);
  return mixture_value(mixture(log_ratio(claim.forward, claim.strike), deviation, claim.years, jumps));
}

/// Undiscounted value under lognormal jumps, quote.
template <class Real>
[[gnu::always_inline]] inline Real merton_value(const Claim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  return value_with(merton_time_value(claim, jumps), claim.forward, claim.strike, claim.side);
}

/// Discounted value under lognormal jumps, seen from the spot, quote.
template <class Real>
[[gnu::always_inline]] inline Real merton_value(const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const Legs<Real> both = legs(claim);
  const Real smaller = select(both.log_moneyness < Real(0.0), both.coin, both.cash);
  const Real deviation = total_deviation(claim.volatility, claim.years);
  const Real value = fma(smaller, mixture_value(mixture(both.log_moneyness, deviation, claim.years, jumps)), both.intrinsic);
  return at_most_received(value, both.coin, both.cash, claim.side);
}

}  // namespace bulwark::BULWARK_TARGET
