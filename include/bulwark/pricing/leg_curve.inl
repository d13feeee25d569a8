// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// g = coin n(d1) / deviation, summed over the terms of a mixture, and its derivatives: `d` differentiates by ln S at a fixed strike,
/// `e` is d - 1. Every derivative of either leg beyond the first, by whatever input, is a combination of these.
template <class Real>
struct Bends {
  Real g;
  Real d;
  Real e;
  Real dd;
  Real de;
  Real dde;
  Real dee;
  Real ddee;
  Real dddee;
  Real ddeee;
};

/// The two legs of a claim, discounted and signed by its side, and how they bend with ln S.
template <class Real>
struct LegCurve {
  Real option;  ///< the ordinary option, quote
  Real coin;    ///< side x what one coin paid in the money is worth, quote
  Real cash;    ///< side x what the strike paid in the money is worth, quote
  Real share;   ///< what 1 paid in the money is worth, quote
  Bends<Real> bends;
};

/// What one jump adds to each leg (in expectation, the compensating drift taken off): the derivative by the expected number of jumps.
template <class Real>
struct LegJumps {
  Real per_year;
  Real option;
  Real coin;
  Real cash;
  Real g;
  Real d;
};

/// Any payout as a function of x = ln S. Source: under Black and Merton alike the value obeys dV/dvolatility = volatility T W and
/// dV/dT = (rate - yield) V_x + volatility^2 / 2 W - rate V + jumps per year x J(V), with W = V_xx - V_x and J(V) = E V(x + jump) - V - k
/// V_x; so do V_x and W. Everything follows from these, and these are linear in the payout.
template <class Real>
struct PayoutCurve {
  Real value;         ///< V
  Real slope;         ///< V_x
  Real held;          ///< V_x - V: quote borrowed
  Real bend;          ///< W
  Real bend_x;        ///< W_x
  Real bend_e;        ///< W_x - W
  Real bend_bend;     ///< W_xx - W_x
  Real third_bend;    ///< the same once more
  Real jumped;        ///< J(V)
  Real slope_jumped;  ///< J(V_x)
  Real bend_jumped;   ///< J(W)
};

template <class Real>
[[gnu::always_inline]] inline PayoutCurve<Real> payout_curve(const PayoutShares<Real>& pays, const LegCurve<Real>& legs,
                                                             const LegJumps<Real>& jumps) noexcept {
  const Bends<Real>& b = legs.bends;
  const Real v = pays.options;
  const Real a = pays.coins;
  const Real c = pays.per_coin;
  const auto mixed = [&](Real option, Real coin, Real cash) noexcept { return fma(v, option, fma(a, coin, c * cash)); };
  const Real quote = pays.quote * legs.share;
  return {.value = fma(v, legs.option, fma(a, legs.coin, quote)),
          .slope = mixed(legs.coin, legs.coin + b.g, b.g),
          .held = mixed(legs.cash, b.g, b.g) - quote,
          .bend = mixed(b.g, b.d, b.e),
          .bend_x = mixed(b.d, b.dd, b.de),
          .bend_e = mixed(b.e, b.de, b.de - b.e),
          .bend_bend = mixed(b.de, b.dde, b.dee),
          .third_bend = mixed(b.ddee, b.dddee, b.ddeee),
          .jumped = mixed(jumps.option, jumps.coin, jumps.cash),
          .slope_jumped = mixed(jumps.coin, jumps.coin + jumps.g, jumps.g),
          .bend_jumped = mixed(jumps.g, jumps.d, jumps.d - jumps.g)};
}

/// Every Greek of a payout, by the spot; with `from_forward` the yield is the rate, rho holds the forward fixed and epsilon is 0.
template <class Real>
[[gnu::always_inline]] inline Sensitivities<Real> assembled(const PayoutCurve<Real>& p, const PayoutShares<Real>& pays,
                                                            const LegCurve<Real>& legs, Real per_year, const SpotClaim<Real>& claim,
                                                            bool from_forward) noexcept {
  const Real per_spot = 1.0 / claim.spot;
  const Real per_strike = 1.0 / claim.strike;
  const Real years = claim.years;
  const Real half_variance = 0.5 * claim.volatility * claim.volatility;
  const Real carry = claim.rate - claim.yield;
  const Real stretch = claim.volatility * years;
  const Bends<Real>& b = legs.bends;
  const Real held = from_forward ? claim.rate * p.value : fma(claim.yield, p.slope, -(claim.rate * p.held));
  const Real slope_by_years = fma(carry, p.bend, fma(half_variance, p.bend_x, fma(-claim.yield, p.slope, per_year * p.slope_jumped)));
  const Real bend_by_years = fma(carry, p.bend_x, fma(half_variance, p.bend_bend, fma(-claim.rate, p.bend, per_year * p.bend_jumped)));
  const Real square = per_spot * per_spot;
  const Real strike_bend =
      fma(pays.options, b.g, fma(pays.coins, b.d, fma(pays.per_coin, b.d + b.g, -2.0 * pays.by_strike * claim.side * b.g)));
  return {.value = p.value,
          .delta = p.slope * per_spot,
          .gamma = p.bend * square,
          .vega = stretch * p.bend,
          .theta = held - fma(half_variance, p.bend, per_year * p.jumped),
          .rho = from_forward ? -(years * p.value) : years * p.held,
          .epsilon = from_forward ? Real(0.0) : -(years * p.slope),
          .dual_delta = per_strike * fma(fma(claim.side, pays.by_strike, -pays.options), legs.cash, -((pays.coins + pays.per_coin) * b.g)),
          .dual_gamma = per_strike * per_strike * strike_bend,
          .vanna = stretch * p.bend_x * per_spot,
          .volga = fma(stretch * stretch, p.bend_bend, years * p.bend),
          .charm = -(slope_by_years * per_spot),
          .speed = fma(Real(-2.0), p.bend, p.bend_x) * square * per_spot,
          .zomma = stretch * p.bend_bend * square,
          .color = -(bend_by_years * square),
          .ultima = stretch * fma(stretch * stretch, p.third_bend, 3.0 * years * p.bend_bend),
          .veta = -fma(stretch, bend_by_years, claim.volatility * p.bend)};
}

}  // namespace bulwark::BULWARK_TARGET
