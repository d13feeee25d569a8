// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// What a European claim pays at expiry if it ends in the money (side (S - strike) > 0), and nothing otherwise. Amounts are signed.
template <class Real>
struct Payout {
  Real coins;    ///< so many coins, each worth S
  Real quote;    ///< plus so much quote
  Real strikes;  ///< plus so many times the strike, quote
};

/// side (S - strike): an ordinary call or put.
template <class Real>
[[gnu::always_inline]] inline Payout<Real> option_payout(Real side) noexcept {
  return {.coins = side, .quote = Real(0.0), .strikes = -side};
}

/// A fixed amount of quote.
template <class Real>
[[gnu::always_inline]] inline Payout<Real> cash_or_nothing(Real amount) noexcept {
  return {.coins = Real(0.0), .quote = amount, .strikes = Real(0.0)};
}

/// One coin.
template <class Real>
[[gnu::always_inline]] inline Payout<Real> asset_or_nothing() noexcept {
  return {.coins = Real(1.0), .quote = Real(0.0), .strikes = Real(0.0)};
}

/// side (S - payment), which may be negative: the claim's strike only decides whether it is paid.
template <class Real>
[[gnu::always_inline]] inline Payout<Real> gap_payout(Real side, Real payment) noexcept {
  return {.coins = side, .quote = -(side * payment), .strikes = Real(0.0)};
}

/// A payout as so many ordinary options, coins and quote. Where what is paid for the coins is near the strike, most of it is options:
/// legs that nearly cancel are never subtracted.
template <class Real>
struct PayoutShares {
  Real options;    ///< ordinary options
  Real coins;      ///< coins, signed by the side: side x coins
  Real quote;      ///< quote
  Real by_strike;  ///< d(quote)/dstrike
  Real per_coin;   ///< side x quote / strike: the quote in coins at the strike
};

template <class Real>
[[gnu::always_inline]] inline PayoutShares<Real> shares(const Payout<Real>& payout, Real strike, Real side) noexcept {
  const Real all = payout.coins + payout.strikes;
  const Real excess = fma(all, strike, payout.quote);
  const Real paid = fma(payout.strikes, strike, payout.quote);
  const auto near = abs(excess) <= abs(paid);
  const Real quote = select(near, excess, paid);
  return {.options = select(near, side * payout.coins, Real(0.0)),
          .coins = select(near, Real(0.0), side * payout.coins),
          .quote = quote,
          .by_strike = select(near, all, payout.strikes),
          .per_coin = side * quote / strike};
}

}  // namespace bulwark::BULWARK_TARGET
