// One option under the scenarios of a set. Included once per instruction set; `option_cells.hpp` is the door. Names in parentheses are this
// text's own: the plain values that they are called with would let those of the build in, too.

namespace bulwark::BULWARK_TARGET {

/// The forward under moves of the price.
template <class Real>
[[gnu::always_inline]] inline Real moved_forward(const OptionCells& cells, const double* price) noexcept {
  const Real move = own_move(load<Real>(price), cells.is_parallel, cells.spot, cells.forward);
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
    store(priced + s, price(Claim<Real>{(moved_forward<Real>)(cells, cells.moves.price + s), strike, volatility, years, side}));
  }
}

/// What the scenarios of a grid share.
struct SharedCells {
  alignas(64) double moneyness[MoveGrid::most_prices + 8];  ///< price; windows of eight reach beyond the last
  alignas(64) double inverse[16];                           ///< volatility: of the deviation
  alignas(64) double half[16];                              ///< volatility: of the deviation
};

template <bool is_apart>
[[gnu::always_inline]] inline void black_cells(const OptionCells& cells, const SharedCells& shared, double* priced) noexcept {
  using Real = ScenarioLanes;
  const SetMoves& moves = cells.moves;
  constexpr std::uint64_t from_start[4]{};
  for (Index s = 0; s < cells.scenarios; s += Real::count) {
    const Real distance = Real::looked_up(shared.moneyness, moves.price_at + s, moves.first_at + s / 8) *
                          Real::looked_up(shared.inverse, moves.volatility_at + s, from_start);
    const Real half = Real::looked_up(shared.half, moves.volatility_at + s, from_start);
    store(priced + s, time_value_core<is_apart>(distance, half).value);
  }
}

/// Black time values where moves repeat: the logarithm of moneyness is taken once for all scenarios of one price, the deviation and its
/// inverse once for those of one volatility. False, and nothing done, where under some there is no deviation, or no limit to it.
[[gnu::always_inline]] inline bool black_cells_on_grid(const OptionCells& cells, double* priced) noexcept {
  using Real = ScenarioLanes;
  using Few = Lanes<Real::width>;  // one register
  const MoveGrid& grid = *cells.moves.grid;
  SharedCells shared;
  const Few root = sqrt(Few(cells.years));
  bool is_apart = true;
  for (Index v = 0; v < grid.volatilities; v += Few::count) {
    const Few volatility =
        moved_volatility(load<Few>(grid.volatility + v), load<Few>(grid.shift + v), cells.floor_when_up, cells.volatility, cells.scale);
    const Few deviation = volatility * root;
    if (!all((deviation > Few(1e-100)) & (deviation < Few(1e100)))) return false;
    store(shared.inverse + v, 1.0 / deviation);
    store(shared.half + v, 0.5 * deviation);
    is_apart &= all(0.5 * deviation >= Few(close_limit));
  }
  Index p = 0;
  for (; p + Few::count < grid.prices; p += Real::count)
    store(shared.moneyness + p, abs(log_ratio((moved_forward<Real>)(cells, grid.price + p), Real(cells.strike))));
  if (p < grid.prices) store(shared.moneyness + p, abs(log_ratio((moved_forward<Few>)(cells, grid.price + p), Few(cells.strike))));
  if (is_apart)
    (black_cells<true>)(cells, shared, priced);
  else
    (black_cells<false>)(cells, shared, priced);
  return true;
}

/// Time values by the formula of a pricer of the library, named by that of its values.
template <ColumnFormula values>
[[gnu::noinline, gnu::flatten]] void time_values_in_lanes(const OptionCells& cells, const JumpParameters& jumps, double* priced) noexcept {
  using Real = ScenarioLanes;
  if constexpr (values == ColumnFormula::black_value) {
    if (cells.moves.grid && !cells.bend && (black_cells_on_grid)(cells, priced)) return;
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
    const Real at = (moved_forward<Real>)(cells, cells.moves.price + s);
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
