#pragma once

#include <concepts>
#include <limits>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/pricing/profit_parts.hpp"
#include "bulwark/pricing/sloped_value.hpp"

namespace bulwark::BULWARK_TARGET {

/// How a claim's volatility goes along with its price while the smile stands still: only differences of the answer count, per sqrt(year).
template <class R>
concept SmileRule = requires(const R rule, double price) {
  { rule(price) } -> std::same_as<double>;
};

/// The volatility of a strike stays where it is. The sticky-moneyness rule is a lambda that reads the starting smile at
/// ln(strike / price): delta is then the smile's, and vega is for what the smile itself has moved.
struct StickyStrike {
  constexpr double operator()(double) const noexcept { return 0.0; }
};
static_assert(SmileRule<StickyStrike>);

/// The largest log move that `deviations` of diffusion explain: what goes beyond is a jump. `volatility`: of the diffusion (Merton's, not
/// Black's, whose smile holds the jumps too), per sqrt(year). Source: the threshold that separates jumps from diffusion, Mancini (2009).
inline double diffusive_move(double volatility, double years, double deviations) noexcept {
  return product(deviations, product(volatility, __builtin_sqrt(years)));
}

/// Why one claim is worth more or less than it was. The price first diffuses, by at most `most` in its logarithm (see `diffusive_move`; >=
/// 0, infinite: nothing is a jump), then jumps to where it is found:
///   theta     value with less time, price and volatility as they were, less value: a revaluation, exact to expiry
///   delta     delta dF + vega dr            gamma  gamma dF^2 / 2 + vanna dF dr + volga dr^2 / 2
///   vega      vega db                       vanna  (vanna dF + volga dr) db                     volga  volga db^2 / 2
///   jump      value less value before the jump, at the later time and volatility
///   residual  the rest
/// dF is the diffusive move, dr what the smile rule moves the volatility along with it, db the volatility's own move; the slopes are those
/// at the start. So with a sticky strike vega answers for all of the volatility's move, with sticky moneyness for the smile's.
/// Source: Ito's formula with jumps (Cont and Tankov 2004, proposition 8.15), its integrals to second order at the start of the step.
/// Residual: third order, when moves halve and time quarters it falls to an eighth; nothing where only time passes, or only a jump's part
/// is left. Limits: where nothing moves everything is 0; NaN in a number is NaN in what rests on it, in the residual and the total.
template <SlopedValue V, SmileRule R = StickyStrike>
ProfitParts attribute(const V& held, const ValueState& from, const ValueState& to, double most = std::numeric_limits<double>::infinity(),
                      const R& rule = {}) noexcept {
  const double move = log(to.price / from.price);
  const bool is_diffusion = magnitude(move) <= most;
  const double reached = is_diffusion ? to.price : product(from.price, exp(least(greatest(move, -most), most)));
  const double start = rule(from.price);
  const double along = rule(reached) - start;
  const double own = (to.volatility - from.volatility) - (rule(to.price) - start);

  const double before = held.value(from), after = held.value(to);
  const ValueSlopes s = held.slopes(from);
  const double price = reached - from.price;
  ProfitParts parts{.delta = fma(s.delta, price, product(s.vega, along)),
                    .gamma = fma(0.5 * s.gamma, product(price, price), product(along, fma(0.5 * s.volga, along, product(s.vanna, price)))),
                    .vega = product(s.vega, own),
                    .theta = held.value({from.price, from.volatility, to.years}) - before,
                    .vanna = product(fma(s.vanna, price, product(s.volga, along)), own),
                    .volga = product(0.5 * s.volga, product(own, own)),
                    .jump = is_diffusion ? 0.0 : after - held.value({reached, from.volatility + along + own, to.years}),
                    .total = after - before};
  parts.residual = parts.total - parts.explained();
  return parts;
}

}  // namespace bulwark::BULWARK_TARGET
