// One option under the scenarios of a set. Included once per instruction set; `option_cells.hpp` is the door. Names in parentheses are this
// text's own: the plain values that they are called with would let those of the build in, too.

namespace bulwark::BULWARK_TARGET {

/// The forward under the scenarios from `s` on.
template <class Real>
[[gnu::always_inline]] inline Real moved_forward(const OptionCells& cells, Index s) noexcept {
  const Real move = own_move(load<Real>(cells.moves.price + s), cells.is_parallel, cells.spot, cells.forward);
  Real moved = Real(cells.forward) * (Real(1.0) + move);
  if (cells.fixed != 0.0) moved = fma(Real(cells.forward - cells.fixed), move, Real(cells.forward));
  return moved;
}

/// priced[s] = price(claim under scenario s), in whole groups: what does not depend on the scenario is computed once for all.
template <class Price>
[[gnu::always_inline]] inline void price_cells(const OptionCells& cells, double* priced, const Price& price) noexcept {
  using Real = ScenarioLanes;
  const Real strike(cells.strike), years(cells.years), side(cells.side);
  for (Index s = 0; s < cells.scenarios; s += Real::count) {
    Real volatility = moved_volatility(load<Real>(cells.moves.volatility + s), load<Real>(cells.moves.shift + s), cells.floor_when_up,
                                       cells.volatility, cells.scale);
    if (cells.bend) volatility = volatility * load<Real>(cells.bend + s);
    store(priced + s, price(Claim<Real>{(moved_forward<Real>)(cells, s), strike, volatility, years, side}));
  }
}

/// Time values by the formula of a pricer of the library, named by that of its values.
template <ColumnFormula values>
[[gnu::noinline, gnu::flatten]] void time_values_in_lanes(const OptionCells& cells, const JumpParameters& jumps, double* priced) noexcept {
  using Real = ScenarioLanes;
  if constexpr (values == ColumnFormula::black_value) {
    (price_cells)(cells, priced, [](const Claim<Real>& claim) noexcept { return black_time_value(claim); });
  } else {
    const Jumps<Real> in_lanes{Real(jumps.per_year), Real(jumps.mean_log_jump), Real(jumps.log_jump_deviation)};
    (price_cells)(cells, priced, [&](const Claim<Real>& claim) noexcept { return merton_time_value(claim, in_lanes); });
  }
}

/// From time values (or values) to the profits of a row.
template <bool are_time_values>
[[gnu::noinline]] void count_cells_in_lanes(const OptionCells& cells, const CountedOption& counting, const double* priced,
                                            double* profits) noexcept {
  using Real = ScenarioLanes;
  const Real strike(cells.strike), side(cells.side);
  for (Index s = 0; s < cells.scenarios; s += Real::count) {
    const Real at = (moved_forward<Real>)(cells, s);
    Real worth = load<Real>(priced + s);
    if constexpr (are_time_values) worth = value_with(worth, at, strike, side);
    Real gain = worth * Real(counting.discount);
    if (counting.is_coin) gain = worth / at;
    gain = Real(counting.multiplier) * (gain - Real(counting.model));
    const Real profit =
        (counted)(counting.in, load<Real>(cells.moves.settlement + s), load<Real>(cells.moves.weight + s), counting.value, gain);
    write_profits(profits, cells.scenarios, s, Real(counting.shown) + profit);
  }
}

}  // namespace bulwark::BULWARK_TARGET
