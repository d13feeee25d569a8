#pragma once

#include "bulwark/evaluate/permits.hpp"

namespace bulwark::inline v1 {

/// An account that an action, or a batch of them, has touched: as it was before the first and as it is after the last.
struct TouchedAccount {
  AccountRow before{};
  AccountRow after{};
};

/// What the check at the end of a batch says: the first account that may not stand as it does, and why. `none`: all may.
struct BatchOutcome {
  Refusal refusal = Refusal::none;
  Index account = -1;  ///< of those touched

  constexpr bool is_allowed() const noexcept { return refusal == Refusal::none; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Whether one report may follow another, whatever was done between: the initial requirement is covered and the account is well; or it
/// stands no worse than before, its maintenance requirement not higher and resources / requirement not lower (dYdX v4, "valid state
/// transitions of undercollateralised accounts", 2024), where nothing is required its resources not lower. An account that was well is
/// never liquidatable afterwards. An unknown outcome is refused, unless the account was unknown before.
inline Refusal postcondition(const RiskReport& before, const RiskReport& after) noexcept {
  if (!after.verdict.is_known()) return before.verdict.is_known() ? Refusal::unknown_outcome : Refusal::none;
  const bool is_covered = after.initial_surplus() >= 0.0;
  if (is_covered && !after.verdict.is_liquidatable()) return Refusal::none;
  if (!before.verdict.is_known()) return Refusal::unknown_account;
  if (after.verdict.is_liquidatable() && !before.verdict.is_liquidatable())
    return is_covered ? Refusal::liquidatable_outcome : Refusal::initial_shortfall;
  const double needed = before.requirement.maintenance, needs = after.requirement.maintenance;
  const double had = before.resources.maintenance, has = after.resources.maintenance;
  const bool is_cover_kept = needed == 0.0 && needs == 0.0 ? has >= had : product(has, needed) >= product(had, needs);
  if (needs <= needed && is_cover_kept) return Refusal::none;
  return before.initial_surplus() >= 0.0 ? Refusal::initial_shortfall : Refusal::risk_rises;
}

/// Whether all accounts that a batch touched may stand as they do now. In between, they may dip below any requirement; the check is of the
/// end, and of every account that was touched: also one that only gave something away (Euler v1's `donateToReserves` was not checked,
/// 13 March 2023). Accounts that the caller leaves out are not seen.
template <class Evaluator>
BatchOutcome batch_outcome(const Tick<Evaluator>& tick, std::span<const TouchedAccount> touched, Workspace& workspace) noexcept {
  for (Index i = 0; i < std::ssize(touched); ++i) {
    const TouchedAccount& one = touched[static_cast<std::size_t>(i)];
    const Refusal refusal = postcondition(tick.evaluate(one.before, workspace), tick.evaluate(one.after, workspace));
    if (refusal != Refusal::none) return {refusal, i};
  }
  return {};
}

}  // namespace bulwark::BULWARK_TARGET
