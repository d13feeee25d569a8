// Options side by side under a few scenarios: the operations of `option_cells.inl` on the other axis, so each cell has the same bits.
// Included once per instruction set; `options_abreast.hpp` is the door. Names in parentheses as there.

namespace bulwark::BULWARK_TARGET {

/// What is priced at once along the scenarios of one option.
inline Index lanes_along() noexcept { return scenario_lanes; }

/// The forwards of the options from `at` on under scenario `s`.
template <class Real>
[[gnu::always_inline]] inline Real moved_forwards(const OptionsAbreast& options, Index at, Index s) noexcept {
  const Real forward = load<Real>(options.forward + at), fixed = load<Real>(options.fixed + at);
  const Real move = own_move(Real(options.moves.price[s]), options.is_parallel, Real(options.spot), forward);
  return select(fixed == Real(0.0), forward * (Real(1.0) + move), fma(forward - fixed, move, forward));
}

/// priced[scenario][option] = price(claim).
template <class Price>
[[gnu::always_inline]] inline void price_abreast(const OptionsAbreast& options, double* priced, const Price& price) noexcept {
  using Real = ScenarioLanes;
  for (Index at = 0; at < options.options; at += Real::count) {
    const Real strike = load<Real>(options.strike + at), years = load<Real>(options.years + at), side = load<Real>(options.side + at);
    const Real volatility = load<Real>(options.volatility + at), scale = load<Real>(options.scale + at);
    double* to = priced + at;
    for (Index s = options.first; s < options.last; ++s, to += options.stride) {
      const Real moved =
          moved_volatility(Real(options.moves.volatility[s]), Real(options.moves.shift[s]), options.floor_when_up, volatility, scale);
      store(to, price(Claim<Real>{(moved_forwards<Real>)(options, at, s), strike, moved, years, side}));
    }
  }
}

/// Time values by the formula of a pricer of the library, named by that of its values.
template <ColumnFormula values>
[[gnu::noinline, gnu::flatten]] void time_values_abreast(const OptionsAbreast& options, const JumpParameters& jumps,
                                                         double* priced) noexcept {
  using Real = ScenarioLanes;
  if constexpr (values == ColumnFormula::black_value) {
    (price_abreast)(options, priced, [](const Claim<Real>& claim) noexcept { return black_time_value(claim); });
  } else {
    const Jumps<Real> in_lanes{Real(jumps.per_year), Real(jumps.mean_log_jump), Real(jumps.log_jump_deviation)};
    (price_abreast)(options, priced, [&](const Claim<Real>& claim) noexcept { return merton_time_value(claim, in_lanes); });
  }
}

/// From time values (or values), [scenario][option], to the profits of rows, in place.
template <bool are_time_values>
[[gnu::noinline]] void count_abreast(const OptionsAbreast& options, const CountedAbreast& counting, double* cells) noexcept {
  using Real = ScenarioLanes;
  for (Index at = 0; at < options.options; at += Real::count) {
    const Real strike = load<Real>(options.strike + at), side = load<Real>(options.side + at);
    const Real discount = load<Real>(counting.discount + at), model = load<Real>(counting.model + at);
    const Real value = load<Real>(counting.value + at), multiplier = load<Real>(counting.multiplier + at);
    const Real shown = counting.is_shown ? value * Real(counting.price) : Real(0.0);
    double* cell = cells + at;
    for (Index s = options.first; s < options.last; ++s, cell += options.stride) {
      const Real forward = (moved_forwards<Real>)(options, at, s);
      Real worth = load<Real>(cell);
      if constexpr (are_time_values) worth = value_with(worth, forward, strike, side);
      Real gain = worth * discount;
      if (counting.is_coin) gain = worth / forward;
      gain = multiplier * (gain - model);
      store(cell, shown + (counted)(counting.in, Real(options.moves.settlement[s]), Real(options.moves.weight[s]), value, gain));
    }
  }
}

}  // namespace bulwark::BULWARK_TARGET
