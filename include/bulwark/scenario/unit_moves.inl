// What moves do to prices, volatilities and gains. Included once per instruction set; `unit_moves.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// Scenarios priced at once: two registers hide each other's latency. Any number gives the same bits; without vector FMA more than one is
/// only more code.
inline constexpr int scenario_lanes = BULWARK_FMA ? 2 * BULWARK_LANES : 1;
using ScenarioLanes = Lanes<scenario_lanes>;

/// Relative move of one price of the asset; a price that a parallel move leaves at or below nothing is unknown.
template <class Real>
[[gnu::always_inline]] inline Real own_move(Real move, bool is_parallel, std::type_identity_t<Real> spot,
                                            std::type_identity_t<Real> price) noexcept {
  if (is_parallel) {
    const Real share = move * spot / price;
    move = select(share > Real(-1.0), share, Real(__builtin_nan("")));
  }
  return move;
}

/// `volatility` moved, relatively by `move` times the term's `scale` for the time that is left, and by `shift` on top; one that goes up
/// ends at `floor_when_up` or above.
template <class Real>
[[gnu::always_inline]] inline Real moved_volatility(Real move, Real shift, double floor_when_up, std::type_identity_t<Real> volatility,
                                                    std::type_identity_t<Real> scale) noexcept {
  const Real moved = max(Real(0.0), fma(volatility, move * scale, volatility) + shift);
  const auto is_up = (move > Real(0.0)) | (shift > Real(0.0));
  return select(is_up, max(moved, Real(floor_when_up)), moved);
}

/// A gain in settlement units as a set counts it, where what was there before is `value`.
template <class Real>
[[gnu::always_inline]] inline Real counted(const CountedIn& in, Real settlement, Real weight, std::type_identity_t<Real> value,
                                           Real gain) noexcept {
  if (in.is_settlement) return gain * Real(in.price) * weight;
  Real before = Real(0.0);
  if (in.is_moving) before = value * (Real(in.price) * settlement);
  return fma(gain, Real(in.price) * (Real(1.0) + settlement), before) * weight;
}

/// Writes what is left of `count` profits from the `first` on, at most a group.
template <class Real>
[[gnu::always_inline]] inline void write_profits(double* profits, Index count, Index first, const Real& profit) noexcept {
  if (count - first >= Real::count)
    store(profits + first, profit);
  else
    store_first(profits + first, count - first, profit);
}

}  // namespace bulwark::BULWARK_TARGET
