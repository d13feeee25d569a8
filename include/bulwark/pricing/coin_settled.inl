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

/// Mark of a coin-settled claim in coins: the undiscounted Black value over the forward. At most one coin for a call.
template <class Real>
[[gnu::always_inline]] inline Real coin_mark(const Claim<Real>& claim) noexcept {
  return black_value(claim) / claim.forward;
}

}  // namespace bulwark::BULWARK_TARGET
