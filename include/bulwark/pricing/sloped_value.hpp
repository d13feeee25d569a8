#pragma once

#include <concepts>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What the value of something held depends on.
struct ValueState {
  double price;             ///< quote per coin: the forward of an option's or future's expiry, the index of a perpetual
  double volatility = 0.0;  ///< as the pricer reads it, per sqrt(year)
  double years = 0.0;       ///< to expiry, >= 0
};

/// Raw derivatives of a value.
struct ValueSlopes {
  double delta;        ///< per unit of the price
  double gamma;        ///< per unit of the same, squared
  double vega = 0.0;   ///< per 1.00 of volatility
  double vanna = 0.0;  ///< per unit of the price and 1.00 of volatility
  double volga = 0.0;  ///< per 1.00 of volatility, squared
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A value with its slopes. Semantics: the slopes are the value's derivatives at the state; NaN in, NaN out.
template <class V>
concept SlopedValue = requires(const V v, const ValueState& state) {
  { v.value(state) }
  noexcept->std::same_as<double>;
  { v.slopes(state) }
  noexcept->std::same_as<ValueSlopes>;
};

/// One coin of a linear future or perpetual: worth its price, in quote.
struct LinearValue {
  constexpr double value(const ValueState& state) const noexcept { return state.price; }
  constexpr ValueSlopes slopes(const ValueState&) const noexcept { return {.delta = 1.0, .gamma = 0.0}; }
};
static_assert(SlopedValue<LinearValue>);

/// One quote unit of face value of an inverse future or perpetual, in coins: -1 / price, so that a rise earns coins. Only differences
/// count.
struct InverseValue {
  constexpr double value(const ValueState& state) const noexcept { return -1.0 / state.price; }
  constexpr ValueSlopes slopes(const ValueState& state) const noexcept {
    const double coins = 1.0 / state.price, delta = product(coins, coins);
    return {.delta = delta, .gamma = -2.0 * product(delta, coins)};
  }
};
static_assert(SlopedValue<InverseValue>);

}  // namespace bulwark::BULWARK_TARGET
