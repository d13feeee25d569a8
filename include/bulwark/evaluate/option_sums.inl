// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// What some options are worth undiscounted, and how that grows with the forward. Quote.
template <class Real>
struct WorthByForward {
  Real worth;
  Real coins;  ///< forward x delta
  Real bend;   ///< forward^2 x gamma
};

/// Black's, where what does not depend on the forward is at hand: no root, and one division beside the logarithm's. The worth has the bits
/// of `black_value`. Limits: as `black_greeks`, but for a bend at the kink of an option with no deviation, which may be infinite.
template <class Real>
[[gnu::always_inline]] inline WorthByForward<Real> black_worth(const WalkedOptions& options, Index i, Real forward) noexcept {
  const Real strike = load<Real>(options.strike + i), side = load<Real>(options.side + i);
  const Real moneyness = abs(log_ratio(forward, strike));
  const Real per_deviation = load<Real>(options.per_deviation + i);
  const TimeValueCore<Real> core = time_value_core(moneyness * per_deviation, load<Real>(options.half_deviation + i));
  const Real difference = forward - strike;
  const auto is_above = difference > Real(0.0);
  const auto is_call = side > Real(0.0);
  // Of the two coin legs, the call's and the put's, the one that is small or its complement, as `black_core`.
  const Real leg = select(is_above, strike * core.far, forward * core.tail);
  const Real coins = side * select(is_call ^ (is_above | core.is_inside), leg, forward - leg);
  const Real smaller = lower(forward, strike);
  const Real worth = fma(smaller, core.value, floored(side * difference, 0.0));
  return {at_most_received(worth, forward, strike, side), coins, smaller * core.density * per_deviation};
}

/// The sums of all, where `worth_of(i, forward)` prices those from `i` on.
template <class Real, class WorthOf>
[[gnu::always_inline]] inline OptionSums option_sums(const WalkedOptions& options, double price, const WorthOf& worth_of) noexcept {
  alignas(64) double sum[5][walked_group] = {};
  const Real walked(price);
  for (Index i = 0; i < options.count; i += Real::count) {
    const Real moving = load<Real>(options.ratio + i) * walked;
    Real forward = moving;
    if (options.has_fixed) forward = moving + load<Real>(options.fixed + i);
    WorthByForward<Real> one = worth_of(i, forward);
    if (options.has_fixed) {
      const Real share = moving / forward;
      one.coins = one.coins * share, one.bend = one.bend * share * share;
    }
    const Real held = load<Real>(options.held + i), sold = load<Real>(options.sold + i);
    const Index at = i % walked_group;
    const auto add = [&](double* to, Real weight, Real x) { store(to + at, fma(weight, x, load<Real>(to + at))); };
    add(sum[0], held, one.worth), add(sum[1], held, one.coins), add(sum[2], sold, one.worth), add(sum[3], sold, one.coins);
    add(sum[4], held + sold, one.bend);
  }
  // By halves, in every build the same: one after the other they would wait for each other.
  double total[5];
  for (int k = 0; k < 5; ++k) {
    using Eight = Lanes<8>;
    const Eight eight = (load<Eight>(sum[k]) + load<Eight>(sum[k] + 8)) + load<Eight>(sum[k] + 16);
    const Lanes<4> four = first_half(eight) + last_half(eight);
    const Lanes<2> two = first_half(four) + last_half(four);
    total[k] = (first_half(two) + last_half(two)).lane(0);
  }
  const double per_price = 1.0 / price;
  return {.convex = total[0],
          .convex_slope = product(total[1], per_price),
          .concave = total[2],
          .concave_slope = product(total[3], per_price),
          .bend = product(product(total[4], per_price), per_price)};
}

/// The sums by the formula of a pricer of the library, named by that of its values.
template <ColumnFormula values>
[[gnu::noinline, gnu::flatten]] OptionSums option_sums_in_lanes(const WalkedOptions& options, const JumpParameters& jumps,
                                                                double price) noexcept {
  using Real = Lanes<3 * BULWARK_LANES>;
  if constexpr (values == ColumnFormula::black_value) {
    return (option_sums<Real>)(options, price, [&](Index i, Real forward) noexcept { return (black_worth<Real>)(options, i, forward); });
  } else {
    const Jumps<Real> in_lanes{Real(jumps.per_year), Real(jumps.mean_log_jump), Real(jumps.log_jump_deviation)};
    return (option_sums<Real>)(options, price, [&](Index i, Real forward) noexcept {
      const Claim<Real> claim{forward, load<Real>(options.strike + i), load<Real>(options.volatility + i), load<Real>(options.years + i),
                              load<Real>(options.side + i)};
      const Greeks<Real> greeks = merton_greeks(claim, in_lanes);
      return WorthByForward<Real>{greeks.value, forward * greeks.delta, forward * forward * greeks.gamma};
    });
  }
}

}  // namespace bulwark::BULWARK_TARGET
