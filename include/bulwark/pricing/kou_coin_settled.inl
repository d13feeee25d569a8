// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// A payout that is settled in coins, under double-exponential jumps. Error: as the payout's own Greeks.
template <class Real>
CoinSensitivities<Real> coin_sensitivities(const SpotClaim<Real>& claim, const DoubleExponentialJumps& jumps, const Payout<Real>& payout,
                                           ErlangLaw<17>& law) noexcept {
  const Legs<Real> both = legs(claim);
  const KouSums<Real, 17> sums = kou_sums(both.log_moneyness, total_deviation(claim.volatility, claim.years), claim.years, jumps, law);
  const KouCurve<Real> curve = kou_curve(sums, both, claim, jumps);
  return coin_sensitivities(payout_curve(shares(payout, claim.strike, claim.side), curve.legs, curve.jumps), claim, curve.jumps.per_year,
                            both.coin);
}

}  // namespace bulwark::BULWARK_TARGET
