#pragma once

#include <limits>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// What whoever takes `coins` (signed) over at `from` has lost when they are worth `to`; quote, negative for a gain.
constexpr double takeover_loss(double coins, double from, double to) noexcept { return product(coins, from - to); }

/// The same of an inverse contract: `notional` in quote (signed), prices > 0, loss in coins.
constexpr double inverse_takeover_loss(double notional, double from, double to) noexcept {
  return product(notional, 1.0 / to - 1.0 / from);
}

/// The price at which `coins` taken over at `from` have lost `loss` (>= 0): where a capped vault hands on to the next level. NaN for none.
constexpr double price_where_lost(double coins, double from, double loss) noexcept {
  return coins == 0.0 ? std::numeric_limits<double>::quiet_NaN() : from - loss / coins;
}

}  // namespace bulwark::BULWARK_TARGET
