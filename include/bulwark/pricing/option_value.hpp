#pragma once

#include <type_traits>

#include "bulwark/pricing/greeks_of.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "bulwark/pricing/sloped_value.hpp"

namespace bulwark::BULWARK_TARGET {

/// One option on one coin that settles in quote: its undiscounted value. Slopes are closed forms of Black and of lognormal jumps, and
/// differences (see `sensitivities_of`) of any other pricer.
template <Pricer P = Black>
struct OptionInQuote {
  double strike;                    ///< quote per coin
  double side;                      ///< +1 call, -1 put
  ParametersOf<P> parameters = {};  ///< of the model, the same before and after
  P pricer = {};

  double value(const ValueState& state) const noexcept {
    if constexpr (std::is_same_v<P, Black>) {
      return black_value(claim(state));
    } else {
      return bulwark::value(pricer, claim(state), parameters);
    }
  }

  ValueSlopes slopes(const ValueState& state) const noexcept {
    if constexpr (std::is_same_v<P, Black>) {
      return read(black_sensitivities(claim(state)));
    } else if constexpr (std::is_same_v<P, JumpDiffusion>) {
      return read(
          merton_sensitivities(claim(state), Jumps<double>{parameters.per_year, parameters.mean_log_jump, parameters.log_jump_deviation}));
    } else {
      return read(sensitivities_of(pricer, claim(state), parameters));
    }
  }

 private:
  Claim<double> claim(const ValueState& state) const noexcept { return {state.price, strike, state.volatility, state.years, side}; }

  template <class S>
  static ValueSlopes read(const S& s) noexcept {
    return {.delta = s.delta, .gamma = s.gamma, .vega = s.vega, .vanna = s.vanna, .volga = s.volga};
  }
};
static_assert(SlopedValue<OptionInQuote<>>);

/// The same option settled in coins: value over forward, as coin-settled venues mark it. Slopes by the quotient rule: within 1e-11 of
/// `coin_sensitivities`, and within 1e-14 of a coin's own where that cancels, far in the money.
template <Pricer P = Black>
struct OptionInCoins {
  double strike;                    ///< quote per coin
  double side;                      ///< +1 call, -1 put
  ParametersOf<P> parameters = {};  ///< of the model, the same before and after
  P pricer = {};

  double value(const ValueState& state) const noexcept { return in_quote().value(state) / state.price; }

  ValueSlopes slopes(const ValueState& state) const noexcept {
    const ValueSlopes s = in_quote().slopes(state);
    const double coins = value(state), delta = (s.delta - coins) / state.price, vega = s.vega / state.price;
    return {.delta = delta,
            .gamma = (s.gamma - 2.0 * delta) / state.price,
            .vega = vega,
            .vanna = (s.vanna - vega) / state.price,
            .volga = s.volga / state.price};
  }

 private:
  OptionInQuote<P> in_quote() const noexcept { return {strike, side, parameters, pricer}; }
};
static_assert(SlopedValue<OptionInCoins<>>);

}  // namespace bulwark::BULWARK_TARGET
