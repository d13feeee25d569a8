// Columns of claims under double-exponential jumps. Included once per instruction set; `double_exponential.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

template <ClaimFormula formula, class Kept>
[[gnu::noinline]] void kou_columns(const RawColumns& columns, const DoubleExponentialJumps& jumps, Kept& kept) noexcept {
  using Real = Lanes<BULWARK_FMA || BULWARK_LANES == 1 ? 2 * BULWARK_LANES : 1>;
  if constexpr (formula == ClaimFormula::greeks) {
    ErlangLaw<2> law;
    for (std::size_t row = 0; row < columns.rows; row += std::size_t{Real::count})
      write_rows<Real>(columns.results, row, columns.rows,
                       kou_greeks(read_rows<Real, Claim>(columns.inputs, row, columns.rows), jumps, law));
  } else {
    ErlangLaw<1>& law = kept.template as<ErlangLaw<1>>();
    for (std::size_t row = 0; row < columns.rows; row += std::size_t{Real::count}) {
      const Claim<Real> claims = read_rows<Real, Claim>(columns.inputs, row, columns.rows);
      if constexpr (formula == ClaimFormula::value)
        write_rows<Real>(columns.results, row, columns.rows, kou_value(claims, jumps, law));
      else
        write_rows<Real>(columns.results, row, columns.rows, kou_time_value(claims, jumps, law));
    }
  }
}

}  // namespace bulwark::BULWARK_TARGET
