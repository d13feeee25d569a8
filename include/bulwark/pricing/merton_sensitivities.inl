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
  Real dual_delta;
  Real dual_gamma;
  Real vanna;
  Real volga;
  Real charm;
  Real speed;
  Real zomma;
  Real color;
  Real ultima;
  Real veta;
  Real by_intensity;  ///< dV/dper_year of jumps
  Real by_mean;       ///< dV/dmean of one log jump
  Real by_deviation;  ///< dV/ddeviation of one log jump
  Real digital;       ///< value of 1 paid if the claim ends in the money
};

/// Derivatives of a payout. With `from_forward` the rates are zero and held.
template <class Real>
[[gnu::always_inline]] inline JumpSensitivities<Real> assembled(const JumpCurve<Real>& curve, const Payout<Real>& payout,
                                                                const SpotClaim<Real>& claim, const Jumps<Real>& jumps,
                                                                bool from_forward) noexcept {
  const PayoutShares<Real> pays = shares(payout, claim.strike, claim.side);
  const PayoutCurve<Real> p = payout_curve(pays, curve.legs, curve.jumps);
  const Sensitivities<Real> s = assembled(p, pays, curve.legs, jumps.per_year, claim, from_forward);
  const Real moved = fma(pays.options, curve.coin_moved, fma(pays.coins, curve.coin_moved + curve.g_moved, pays.per_coin * curve.g_moved));
  const Real widened = fma(pays.options, curve.g_count, fma(pays.coins, curve.d_count, pays.per_coin * (curve.d_count - curve.g_count)));
  return {.value = s.value,
          .delta = s.delta,
          .gamma = s.gamma,
          .vega = s.vega,
          .theta = s.theta,
          .rho = s.rho,
          .epsilon = s.epsilon,
          .dual_delta = s.dual_delta,
          .dual_gamma = s.dual_gamma,
          .vanna = s.vanna,
          .volga = s.volga,
          .charm = s.charm,
          .speed = s.speed,
          .zomma = s.zomma,
          .color = s.color,
          .ultima = s.ultima,
          .veta = s.veta,
          .by_intensity = claim.years * p.jumped,
          .by_mean = moved,
          .by_deviation = jumps.deviation * (moved + widened),
          .digital = curve.legs.share};
}

/// Undiscounted value and vega: what a search for the volatility needs. The other sums are not computed.
template <class Real>
ValueAndVega<Real> merton_value_and_vega(const Claim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  const Real x = log_ratio(claim.forward, claim.strike);
  const Real leg = min(claim.forward, claim.strike);
  const Real intrinsic = max(claim.side * (claim.forward - claim.strike), Real(0.0));
  const MixtureSums<Real> sums = mixture_sums<false>(mixture(x, total_deviation(claim.volatility, claim.years), claim.years, jumps));
  return {.value = fma(leg, sums.value, intrinsic), .vega = claim.volatility * claim.years * (leg * sums.g)};
}

/// Value and derivatives of a payout, discounted, by the spot.
/// Error: 1.1e-14 (1 + jumps per year) of the sum of their terms for every Greek of every payout, against differences in 50 digits; an
/// option's 1e-14 on all reference rows, the bar is 1e-11; a digital's value 3.6e-14 relative, in and out of the money, on 1500 random
/// claims. Limits: as the value's; without deviation what divides by it is 0 off the strike.
template <class Real>
JumpSensitivities<Real> merton_sensitivities(const SpotClaim<Real>& claim, const Jumps<Real>& jumps, const Payout<Real>& payout) noexcept {
  const Legs<Real> both = legs(claim);
  const Mixture<Real> m = mixture(both.log_moneyness, total_deviation(claim.volatility, claim.years), claim.years, jumps);
  return assembled(jump_curve(m, both, claim, jumps), payout, claim, jumps, false);
}

/// Value and derivatives of a payout, undiscounted, by the forward; rho holds the forward fixed, epsilon is 0.
template <class Real>
JumpSensitivities<Real> merton_sensitivities(const Claim<Real>& claim, const Jumps<Real>& jumps, const Payout<Real>& payout) noexcept {
  const Real x = log_ratio(claim.forward, claim.strike);
  const Legs<Real> both{claim.forward, claim.strike, x, max(claim.side * (claim.forward - claim.strike), Real(0.0))};
  const SpotClaim<Real> from_spot{claim.forward, claim.strike, Real(0.0), Real(0.0), claim.volatility, claim.years, claim.side};
  const Mixture<Real> m = mixture(x, total_deviation(claim.volatility, claim.years), claim.years, jumps);
  return assembled(jump_curve(m, both, from_spot, jumps), payout, from_spot, jumps, true);
}

/// The same of an ordinary call or put.
template <class Real>
JumpSensitivities<Real> merton_sensitivities(const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  return merton_sensitivities(claim, jumps, option_payout(claim.side));
}
template <class Real>
JumpSensitivities<Real> merton_sensitivities(const Claim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  return merton_sensitivities(claim, jumps, option_payout(claim.side));
}

}  // namespace bulwark::BULWARK_TARGET
