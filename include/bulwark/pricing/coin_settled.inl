// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// An option that pays max(side (S - strike), 0) / S coins: worth V / S coins, V the value of the quote-settled option.
template <class Real>
struct CoinSensitivities {
  Real value;                   ///< V, quote
  Real coins;                   ///< V / S
  Real mark;                    ///< undiscounted V / forward, coins: what coin-settled venues quote
  Real delta;                   ///< dV/dS
  Real premium_adjusted_delta;  ///< dV/dS - V/S: coins to hold against it when the premium is in coins
  Real coin_delta;              ///< d(V/S)/dS
  Real coin_gamma;              ///< d2(V/S)/dS2
  Real coin_vega;               ///< d(V/S)/dvolatility
  Real coin_theta;              ///< -d(V/S)/dyears
  Real coin_rho;                ///< d(V/S)/drate
  Real coin_vanna;              ///< d2(V/S)/dS dvolatility
  Real coin_volga;              ///< d2(V/S)/dvolatility2
};

/// Value and Greeks of a coin-settled claim. Source: Alexander, Chen, Imeraj, "Crypto quanto and inverse options" (2021);
/// the premium-adjusted delta as (strike / S) df N(d2), which cancels nothing. Error: as the Black Greeks, on all reference rows.
template <class Real>
CoinSensitivities<Real> coin_sensitivities(const SpotClaim<Real>& claim) noexcept {
  const Legs<Real> both = legs(claim);
  const BlackPieces<Real> p = black_pieces(both, claim.volatility, claim.years, claim.side);
  const Real per_spot = 1.0 / claim.spot;
  const Real coin = both.coin * p.coin_share;
  const Real cash = both.cash * p.cash_share;
  const Real weight = p.weight * per_spot;
  const Real per_deviation = weight * p.inverse;
  const Real adjusted = cash * per_spot;
  const Real coin_vega = weight * p.root;
  const Real theta = fma(claim.yield, coin, -(claim.rate * cash)) * per_spot;
  return {.value = p.value,
          .coins = p.value * per_spot,
          .mark = p.value / both.coin,
          .delta = coin * per_spot,
          .premium_adjusted_delta = adjusted,
          .coin_delta = adjusted * per_spot,
          .coin_gamma = fma(Real(-2.0), adjusted, per_deviation) * per_spot * per_spot,
          .coin_vega = coin_vega,
          .coin_theta = fma(-0.5 * per_deviation, claim.volatility * claim.volatility, theta),
          .coin_rho = claim.years * adjusted,
          .coin_vanna = -(coin_vega * per_spot * p.d1 * p.inverse),  // 1 + d2 / deviation = d1 / deviation
          .coin_volga = coin_vega * (p.d1 * p.d2) * (p.root * p.inverse)};
}

/// The same of any payout, from its curve: a coin value is a function of ln S whose slope is what is held, over S.
template <class Real>
[[gnu::always_inline]] inline CoinSensitivities<Real> coin_sensitivities(const PayoutCurve<Real>& p, const SpotClaim<Real>& claim,
                                                                         Real per_year, Real coin) noexcept {
  const Real per_spot = 1.0 / claim.spot;
  const Real square = per_spot * per_spot;
  const Real stretch = claim.volatility * claim.years;
  const Real half_variance = 0.5 * claim.volatility * claim.volatility;
  const Real carried = fma(claim.yield, p.slope, -(claim.rate * p.held));
  return {.value = p.value,
          .coins = p.value * per_spot,
          .mark = p.value / coin,
          .delta = p.slope * per_spot,
          .premium_adjusted_delta = p.held * per_spot,
          .coin_delta = p.held * square,
          .coin_gamma = fma(Real(-2.0), p.held, p.bend) * square * per_spot,
          .coin_vega = stretch * p.bend * per_spot,
          .coin_theta = (carried - fma(half_variance, p.bend, per_year * p.jumped)) * per_spot,
          .coin_rho = claim.years * p.held * per_spot,
          .coin_vanna = stretch * p.bend_e * square,
          .coin_volga = fma(stretch * stretch, p.bend_bend, claim.years * p.bend) * per_spot};
}

/// A payout that is settled in coins, under Black and Scholes. Error: as the payout's own Greeks.
template <class Real>
CoinSensitivities<Real> coin_sensitivities(const SpotClaim<Real>& claim, const Payout<Real>& payout) noexcept {
  const Legs<Real> both = legs(claim);
  const BlackPieces<Real> pieces = black_pieces(both, claim.volatility, claim.years, claim.side);
  const LegCurve<Real> curve = leg_curve(pieces, both, exp(-(claim.rate * claim.years)));
  return coin_sensitivities(payout_curve(shares(payout, claim.strike, claim.side), curve, no_jumps<Real>()), claim, Real(0.0), both.coin);
}

/// A payout that is settled in coins, under lognormal jumps.
template <class Real>
CoinSensitivities<Real> coin_sensitivities(const SpotClaim<Real>& claim, const Jumps<Real>& jumps, const Payout<Real>& payout) noexcept {
  const Legs<Real> both = legs(claim);
  const Mixture<Real> m = mixture(both.log_moneyness, total_deviation(claim.volatility, claim.years), claim.years, jumps);
  const JumpCurve<Real> curve = jump_curve(m, both, claim, jumps);
  return coin_sensitivities(payout_curve(shares(payout, claim.strike, claim.side), curve.legs, curve.jumps), claim, jumps.per_year,
                            both.coin);
}
template <class Real>
CoinSensitivities<Real> coin_sensitivities(const SpotClaim<Real>& claim, const Jumps<Real>& jumps) noexcept {
  return coin_sensitivities(claim, jumps, option_payout(claim.side));
}

/// Mark of a coin-settled claim in coins: the undiscounted Black value over the forward. At most one coin for a call.
template <class Real>
[[gnu::always_inline]] inline Real coin_mark(const Claim<Real>& claim) noexcept {
  return black_value(claim) / claim.forward;
}

}  // namespace bulwark::BULWARK_TARGET
