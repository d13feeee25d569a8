#pragma once

#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// What is left of one side of a loan.
template <Amount A>
struct LeftOver {
  A units;
  A value;  ///< in the money of `least`; a debt's is rounded up, a deposit's down
};

/// Whether a liquidation would leave something too small to liquidate again: it must clear the debt, clear the deposit, or leave both worth
/// at least `least`. Limits: a value that is not a number is dust.
/// Source: Aave v3.3 to v3.7, `LiquidationLogic` (v3-origin at e4cc47e, 2025), "must not leave dust".
template <Amount A>
constexpr bool leaves_dust(const LeftOver<A>& debt, const LeftOver<A>& deposit, const A& least) {
  if (debt.units == A(0) || deposit.units == A(0)) return false;
  const auto is_enough = [&](const A& value) { return is_number(value) && !(value < least); };
  return !is_enough(debt.value) || !is_enough(deposit.value);
}

}  // namespace bulwark::BULWARK_TARGET
