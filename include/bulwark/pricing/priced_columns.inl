// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// `Real::count` rows of every field from `row` on, the ones past the end filled with 1, which prices without ado.
template <class Real, template <class> class Fields>
[[gnu::always_inline]] inline Fields<Real> read_rows(const double* const* inputs, std::size_t row, std::size_t count) noexcept {
  const std::size_t left = count - row;
  Fields<Real> rows;
#pragma GCC unroll 16
  for (std::size_t i = 0; i < sizeof(Fields<double>) / sizeof(double); ++i) {
    const double* at = inputs[i] ? inputs[i] + row : nullptr;
    Real x = Real(0.0);
    if (at) x = left >= std::size_t{Real::count} ? load<Real>(at) : load_first<Real>(at, static_cast<std::ptrdiff_t>(left), 1.0);
    __builtin_memcpy(reinterpret_cast<char*>(&rows) + i * sizeof(Real), &x, sizeof(Real));
  }
  return rows;
}

template <class Real, class Fields>
[[gnu::always_inline]] inline void write_rows(double* const* results, std::size_t row, std::size_t count, const Fields& rows) noexcept {
  const std::size_t left = count - row;
#pragma GCC unroll 16
  for (std::size_t i = 0; i < sizeof(Fields) / sizeof(Real); ++i) {
    double* const to = results[i];
    if (!to) continue;
    Real x;
    __builtin_memcpy(static_cast<void*>(&x), reinterpret_cast<const char*>(&rows) + i * sizeof(Real), sizeof(Real));
    if (left >= std::size_t{Real::count}) {
      store(to + row, x);
    } else {
      store_first(to + row, static_cast<std::ptrdiff_t>(left), x);
    }
  }
}

/// A claim and the value whose volatility is asked for.
template <class Real>
struct QuotedClaim {
  Claim<Real> claim;
  Real value;
};

/// `JumpDiffusion` in these instructions.
struct MertonOfLanes {
  template <class Real>
  Real value(const Claim<Real>& claim, const Jumps<Real>& jumps) const noexcept {
    return merton_value(claim, jumps);
  }
  template <class Real>
  ValueAndVega<Real> value_and_vega(const Claim<Real>& claim, const Jumps<Real>& jumps) const noexcept {
    return merton_value_and_vega(claim, jumps);
  }
};

/// One formula over whole columns; every row has the bits of a call of its own. A few registers in lock step hide its latency; where every
/// fma is a call, more than one row is only more code.
template <ColumnFormula formula, int registers>
[[gnu::noinline]] void priced_columns(const RawColumns& columns) noexcept {
  using Real = Lanes<BULWARK_FMA || BULWARK_LANES == 1 ? registers * BULWARK_LANES : 1>;
  using Asked = ColumnFormula;
  const Jumps<Real> jumps{columns.jumps.per_year, columns.jumps.mean_log_jump, columns.jumps.log_jump_deviation};
  for (std::size_t row = 0; row < columns.rows; row += std::size_t{Real::count}) {
    if constexpr (formula == Asked::black_value) {
      write_rows<Real>(columns.results, row, columns.rows, black_value(read_rows<Real, Claim>(columns.inputs, row, columns.rows)));
    } else if constexpr (formula == Asked::black_greeks) {
      write_rows<Real>(columns.results, row, columns.rows, black_greeks(read_rows<Real, Claim>(columns.inputs, row, columns.rows)));
    } else if constexpr (formula == Asked::discounted_black_greeks) {
      write_rows<Real>(columns.results, row, columns.rows,
                       black_greeks(read_rows<Real, DiscountedClaim>(columns.inputs, row, columns.rows)));
    } else if constexpr (formula == Asked::merton_value) {
      write_rows<Real>(columns.results, row, columns.rows, merton_value(read_rows<Real, Claim>(columns.inputs, row, columns.rows), jumps));
    } else if constexpr (formula == Asked::merton_greeks) {
      write_rows<Real>(columns.results, row, columns.rows, merton_greeks(read_rows<Real, Claim>(columns.inputs, row, columns.rows), jumps));
    } else if constexpr (formula == Asked::discounted_merton_greeks) {
      write_rows<Real>(columns.results, row, columns.rows,
                       merton_greeks(read_rows<Real, DiscountedClaim>(columns.inputs, row, columns.rows), jumps));
    } else if constexpr (formula == Asked::discounted_jump_greeks) {
      write_rows<Real>(columns.results, row, columns.rows,
                       merton_jump_greeks(read_rows<Real, DiscountedClaim>(columns.inputs, row, columns.rows), jumps));
    } else {
      const QuotedClaim<Real> quoted = read_rows<Real, QuotedClaim>(columns.inputs, row, columns.rows);
      ImpliedLanes<Real> found;
      if constexpr (formula == Asked::black_implied)
        found = black_implied_volatility(quoted.claim, quoted.value);
      else
        found = implied_by_newton(MertonOfLanes{}, quoted.claim, quoted.value, jumps);
      write_rows<Real>(columns.results, row, columns.rows, found.volatility);
      for (int i = 0; i < Real::count && row + std::size_t(i) < columns.rows; ++i)
        columns.status[row + std::size_t(i)] = static_cast<ImpliedStatus>(static_cast<int>(found.status.lane(i)));
    }
  }
}

}  // namespace bulwark::BULWARK_TARGET
