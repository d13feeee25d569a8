#pragma once

#include "bulwark/evaluate/change.hpp"
#include "bulwark/evaluate/tick.hpp"

namespace bulwark::inline v1 {

/// A number before an action, what the action adds, and the number after.
struct Moved {
  double before = 0.0;
  double change = 0.0;
  double after = 0.0;
};

/// What a change would do to every number of a report.
struct Impact {
  RiskReport before{};
  RiskReport after{};

  Moved equity() const noexcept { return of(before.equity, after.equity); }
  Moved initial_requirement() const noexcept { return of(before.requirement.initial, after.requirement.initial); }
  Moved maintenance_requirement() const noexcept { return of(before.requirement.maintenance, after.requirement.maintenance); }
  Moved initial_resources() const noexcept { return of(before.resources.initial, after.resources.initial); }
  Moved maintenance_resources() const noexcept { return of(before.resources.maintenance, after.resources.maintenance); }
  Moved initial_surplus() const noexcept { return of(before.initial_surplus(), after.initial_surplus()); }
  Moved maintenance_surplus() const noexcept { return of(before.maintenance_surplus(), after.maintenance_surplus()); }

  /// None where either side requires nothing.
  std::optional<Moved> health() const noexcept {
    if (!before.health || !after.health) return {};
    return of(*before.health, *after.health);
  }

 private:
  static Moved of(double before, double after) noexcept { return {before, after - before, after}; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The account as it is, and as it would be; the second has the bits of evaluating the changed account. Or every fault of the change.
/// Allocates only where `scratch` has not yet held an account of that size.
template <class Evaluator>
Checked<Impact> what_if(const Tick<Evaluator>& tick, const AccountRow& account, const Change& change, Workspace& workspace,
                        ChangedAccount& scratch) {
  if (Faults found = ChangedAccount::faults(tick.table(), change); !found.empty()) return found;
  const RiskReport before = tick.evaluate(account, workspace);
  if (!tick.is_current(account)) return Impact{before, before};
  return Impact{before, tick.evaluate(scratch.apply(tick.table(), account, change), workspace)};
}

}  // namespace bulwark::BULWARK_TARGET
