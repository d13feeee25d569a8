#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/worst.hpp"

namespace bulwark::BULWARK_TARGET {

/// The risk units' worst losses, added: their moves are independent. `worst_on(unit, profits, known)` is a unit's worst scenario (`known`:
/// the lowest of its profits where that has been found already), `charged(unit, loss)` what its loss (>= 0, quote) is charged as. The
/// binding scenario is that of the unit that is charged most.
template <class WorstOn, class Charged>
inline Requirement sum_of_worst(const Profits& profits, double initial_factor, double maintenance_factor, WorstOn worst_on,
                                Charged charged) noexcept {
  Requirement sum;
  double total = 0.0;
  profits.each_known([&](const HeldUnit& unit, std::span<const double> profit, const Worst* known) {
    const Worst worst = worst_on(unit, profit, known);
    const double loss = charged(unit, greatest(0.0, -worst.lowest));
    total += loss;
    if (worst.index >= 0 && worst.lowest < 0.0 && (!sum.binding || loss > sum.binding->loss))
      sum.binding = Binding{.scenario = worst.index, .asset = unit.asset, .loss = loss, .gap = worst.runner_up - worst.lowest};
  });
  sum.initial = product(initial_factor, total);
  sum.maintenance = product(maintenance_factor, total);
  return sum;
}

/// The worst of the cases before and one more; a NaN stays.
inline void add_case(Worst& worst, double profit, Index scenario) noexcept {
  if (profit < worst.lowest) {
    worst = {profit, worst.lowest, scenario};
  } else {
    worst.runner_up = least(worst.runner_up, profit);
    worst.lowest = least(worst.lowest, profit);
  }
}

/// The factors on a loss, checked: both positive, maintenance no more than initial.
inline void check_factors(Faults& found, const char* initial_field, double initial, const char* maintenance_field, double maintenance) {
  if (!(initial > 0.0 && is_finite(initial))) report(found, FaultCode::out_of_range, initial_field, {}, initial);
  if (!(maintenance > 0.0 && maintenance <= initial)) report(found, FaultCode::out_of_range, maintenance_field, {}, maintenance);
}

}  // namespace bulwark::BULWARK_TARGET
