// One function over every pricing text, for each copy that instruction_sets.test.cpp includes.

namespace bulwark::BULWARK_TARGET {

/// `in`: 8 columns of 8 (spot, strike, rate, volatility, years, side, jumps per year, mean jump). `out`: every field of every answer.
inline void pricing_sweep(const double* in, double* out) {
  using Real = Lanes<8>;
  const auto put = [&out](const auto& answer) {
    __builtin_memcpy(out, &answer, sizeof answer);
    out += sizeof answer / sizeof(double);
  };
  const Real yield = Real(0.01);
  const SpotClaim<Real> seen{load<Real>(in),      load<Real>(in + 8),  load<Real>(in + 16), yield,
                             load<Real>(in + 24), load<Real>(in + 32), load<Real>(in + 40)};
  const Claim<Real> claim{seen.spot, seen.strike, seen.volatility, seen.years, seen.side};
  const Jumps<Real> jumps{load<Real>(in + 48), load<Real>(in + 56), Real(0.1)};
  const Real value = black_value(claim);
  put(value);
  put(black_greeks(claim));
  put(black_sensitivities(claim, Real(0.97)));
  put(black_scholes_sensitivities(seen));
  put(coin_sensitivities(seen));
  put(merton_value(claim, jumps));
  put(black_greeks(DiscountedClaim<Real>{claim, Real(0.97)}));
  put(merton_greeks(claim, jumps));
  put(merton_greeks(seen, jumps));
  put(merton_jump_greeks(DiscountedClaim<Real>{claim, Real(0.97)}, jumps));
  put(merton_sensitivities(seen, jumps));
  put(black_implied_volatility(claim, value));
  const Payout<Real> gap = gap_payout(seen.side, seen.strike + 7.0);
  put(black_scholes_sensitivities(seen, cash_or_nothing(Real(3.0))));
  put(black_sensitivities(claim, asset_or_nothing<Real>(), Real(0.97)));
  put(merton_sensitivities(seen, jumps, gap));
  put(coin_sensitivities(seen, jumps));
  const DoubleExponentialJumps kou{in[48] < 2000.0 ? in[48] : 2000.0, 0.4, 12.0 + in[16], 7.0};
  ErlangLaw<1> law;
  ErlangLaw<2> greek_law;
  ErlangLaw<17> whole_law;
  put(kou_value(claim, kou, law));
  put(kou_greeks(claim, kou, greek_law));
  put(kou_sensitivities(seen, kou, whole_law));
  put(kou_sensitivities(claim, kou, gap, whole_law));
  put(bachelier_sensitivities(claim, Real(0.97)));
  put(bachelier_implied_volatility(claim, bachelier_value(claim)));
  put(quote_as(black_scholes_sensitivities(seen), convention::deribit_totals, seen));
  put(quanto_sensitivities(QuantoClaim<Real>{seen.spot, seen.strike, seen.rate, Real(0.02), yield, seen.volatility, Real(0.1), Real(-0.4),
                                             seen.years, Real(1.1), seen.side}));
  put(heston_greeks(seen, VarianceModel<Real>{Real(1.1), Real(0.09), seen.volatility, min(seen.years, Real(1.0)), jumps}));
}

}  // namespace bulwark::BULWARK_TARGET
