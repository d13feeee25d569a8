// Columns of claims under stochastic variance. Included once per instruction set; `stochastic_volatility.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// Parameters as the formulas take them, the same in every lane (or as plain numbers).
template <class Real>
[[gnu::always_inline]] inline VarianceModel<Real> variance_model(const StochasticVariance& p) noexcept {
  return {Real(p.reversion),
          Real(p.long_variance),
          Real(p.volatility_of_variance),
          Real(p.correlation),
          {Real(p.jumps.per_year), Real(p.jumps.mean_log_jump), Real(p.jumps.log_jump_deviation)}};
}

template <ClaimFormula formula>
[[gnu::noinline]] void heston_columns(const RawColumns& columns, const StochasticVariance& parameters) noexcept {
  using Real = Lanes<BULWARK_FMA || BULWARK_LANES == 1 ? 2 * BULWARK_LANES : 1>;
  const VarianceModel<Real> model = (variance_model<Real>)(parameters);
  for (std::size_t row = 0; row < columns.rows; row += std::size_t{Real::count}) {
    const Claim<Real> claims = read_rows<Real, Claim>(columns.inputs, row, columns.rows);
    const VarianceGreeks<Real> all = heston_greeks(claims, model);
    if constexpr (formula == ClaimFormula::greeks)
      write_rows<Real>(columns.results, row, columns.rows,
                       Greeks<Real>{all.value, all.delta, all.gamma, 2.0 * claims.volatility * all.by_variance, all.theta});
    else
      write_rows<Real>(columns.results, row, columns.rows, all.value);
  }
}

}  // namespace bulwark::BULWARK_TARGET
