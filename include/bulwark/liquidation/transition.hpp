#pragma once

#include "bulwark/liquidation/risk_order.hpp"

namespace bulwark::inline v1 {

/// Whether an account may go from one risk to another.
enum class Transition {
  allowed,
  newly_undercollateralised,  ///< refused; it covered its initial requirement before
  still_undercollateralised,  ///< refused; it did not
};

/// The way of an account that does not cover its initial requirement afterwards. It may go where maintenance does not rise and the risk
/// does not; where nothing is required on either side, only a strictly larger equity. Never from some maintenance to none: an account that
/// has closed everything and still owes would leave its loss behind.
/// Source: dYdX v4, `x/subaccounts/lib/updates.go` (v4-chain at commit 84d4664, 2026).
template <ExactInteger Int>
constexpr Transition undercollateralised_transition(const ExactRisk<Int>& before, const ExactRisk<Int>& after) {
  const Transition refused = before.covers_initial() ? Transition::newly_undercollateralised : Transition::still_undercollateralised;
  const Int zero(0);
  if (before.maintenance < after.maintenance) return refused;
  if (before.maintenance == zero) return before.equity < after.equity ? Transition::allowed : refused;
  if (after.maintenance == zero) return refused;
  return risk_order(after, before) > 0 ? refused : Transition::allowed;
}

/// The way of any account: covering the initial requirement is enough.
template <ExactInteger Int>
constexpr Transition transition(const ExactRisk<Int>& before, const ExactRisk<Int>& after) {
  return after.covers_initial() ? Transition::allowed : undercollateralised_transition(before, after);
}

}  // namespace bulwark::inline v1
