// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Without jumps nothing is added.
template <class Real>
[[gnu::always_inline]] inline LegJumps<Real> no_jumps() noexcept {
  const Real zero = Real(0.0);
  return {.per_year = zero, .option = zero, .coin = zero, .cash = zero, .g = zero, .d = zero};
}

/// Source: g is proportional to n(d2) at a fixed cash leg and to n(d1) at a fixed coin leg, so `d` and `e` give Hermite polynomials in d2
/// and d1 over powers of the deviation. Limits: what divides by the deviation takes it as at least 1e-45.
template <class Real>
[[gnu::always_inline]] inline Bends<Real> bends(Real weight, Real d1, Real d2, Real inverse) noexcept {
  const Real i1 = capped(inverse, 1e45);
  const Real i2 = i1 * i1;
  const Real g = weight * i1;
  const Real g2 = g * i2;
  const Real g3 = g2 * i1;
  const Real g4 = g2 * i2;
  const Real d12 = d1 * d2;
  const Real s = fma(d12, d12 - 4.0, 3.0 - fma(d1, d1, d2 * d2));
  const Real turn = fma(Real(2.0) * d12, d1 + d2, -6.0 * (d1 + d2));
  return {.g = g,
          .d = -(g * d2 * i1),
          .e = -(g * d1 * i1),
          .dd = g2 * fma(d2, d2, Real(-1.0)),
          .de = g2 * (d12 - 1.0),
          .dde = g3 * fma(d2, 2.0 - d12, d1),
          .dee = g3 * fma(d1, 2.0 - d12, d2),
          .ddee = g4 * s,
          .dddee = g4 * i1 * fma(-d2, s, turn),
          .ddeee = g4 * i1 * fma(-d1, s, turn)};
}

template <class Real>
[[gnu::always_inline]] inline LegCurve<Real> leg_curve(const BlackPieces<Real>& p, const Legs<Real>& both, Real discount) noexcept {
  return {.option = p.value,
          .coin = both.coin * p.coin_share,
          .cash = both.cash * p.cash_share,
          .share = discount * abs(p.cash_share),
          .bends = bends(p.weight, p.d1, p.d2, p.inverse)};
}

/// Every Greek of a payout under Black and Scholes, discounted, by the spot.
/// Error: a digital's value 4.9 eps (1 + volatility vega / value) relative, its Greeks 2.3 eps A of their scale (A: what the rounding of
/// the d makes unavoidable) on all reference rows and 16000 more, the bars are 16 and 8; every Greek of every payout 1.1e-14 of its legs',
/// against differences in 50 digits. Limits: without deviation the payout is certain, and what divides by the deviation is 0 off the
/// strike.
template <class Real>
Sensitivities<Real> black_scholes_sensitivities(const SpotClaim<Real>& claim, const Payout<Real>& payout) noexcept {
  const Legs<Real> both = legs(claim);
  const BlackPieces<Real> pieces = black_pieces(both, claim.volatility, claim.years, claim.side);
  const LegCurve<Real> curve = leg_curve(pieces, both, exp(-(claim.rate * claim.years)));
  const PayoutShares<Real> pays = shares(payout, claim.strike, claim.side);
  return assembled(payout_curve(pays, curve, no_jumps<Real>()), pays, curve, Real(0.0), claim, false);
}

/// The same, discounted, by the forward: rate = -ln(discount) / years held fixed.
template <class Real>
Sensitivities<Real> black_sensitivities(const Claim<Real>& claim, const Payout<Real>& payout, Real discount) noexcept {
  const Real rate = select(claim.years > Real(0.0), -(log(discount) / claim.years), Real(0.0));
  const SpotClaim<Real> from_spot{claim.forward, claim.strike, rate, rate, claim.volatility, claim.years, claim.side};
  const Legs<Real> both{discount * claim.forward, discount * claim.strike, log_ratio(claim.forward, claim.strike),
                        discount * max(claim.side * (claim.forward - claim.strike), Real(0.0))};
  const BlackPieces<Real> pieces = black_pieces(both, claim.volatility, claim.years, claim.side);
  const LegCurve<Real> curve = leg_curve(pieces, both, discount);
  const PayoutShares<Real> pays = shares(payout, claim.strike, claim.side);
  return assembled(payout_curve(pays, curve, no_jumps<Real>()), pays, curve, Real(0.0), from_spot, true);
}

/// What a payout is worth under Black and Scholes, discounted, quote.
template <class Real>
Real black_scholes_value(const SpotClaim<Real>& claim, const Payout<Real>& payout) noexcept {
  const Legs<Real> both = legs(claim);
  const BlackPieces<Real> pieces = black_pieces(both, claim.volatility, claim.years, claim.side);
  const LegCurve<Real> curve = leg_curve(pieces, both, exp(-(claim.rate * claim.years)));
  return payout_curve(shares(payout, claim.strike, claim.side), curve, no_jumps<Real>()).value;
}

/// What a payout is worth under Black, undiscounted, quote.
template <class Real>
Real black_value(const Claim<Real>& claim, const Payout<Real>& payout) noexcept {
  const Legs<Real> both{claim.forward, claim.strike, log_ratio(claim.forward, claim.strike),
                        max(claim.side * (claim.forward - claim.strike), Real(0.0))};
  const BlackPieces<Real> pieces = black_pieces(both, claim.volatility, claim.years, claim.side);
  return payout_curve(shares(payout, claim.strike, claim.side), leg_curve(pieces, both, Real(1.0)), no_jumps<Real>()).value;
}

}  // namespace bulwark::BULWARK_TARGET
