#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/worst.hpp"

namespace bulwark::BULWARK_TARGET {

/// The risk units' worst losses, added: their moves are independent. `worst_on(unit, profits)` is a unit's worst scenario, `charged(unit,
/// loss)` what its loss (>= 0, quote) is charged as. The binding scenario is that of the unit that is charged most. `is_lowest`: the worst
/// is the lowest of the profits and nothing else, so that it is not looked for where it has been found already.
template <class WorstOn, class Charged>
inline Requirement sum_of_worst(const Profits& profits, double initial_factor, double maintenance_factor, WorstOn worst_on, Charged charged,
                                bool is_lowest = false) noexcept {
  Requirement sum;
  double total = 0.0;
  profits.each_known([&](const HeldUnit& unit, std::span<const double> profit, const Worst* known) {
    Worst found;
    if (known == nullptr || !is_lowest) found = worst_on(unit, profit), known = &found;
    // Number by number: a whole one would be read together, and wait for what has just been written in parts.
    const double lowest = known->lowest, loss = charged(unit, greatest(0.0, -lowest));
    total += loss;
    if (known->index >= 0 && lowest < 0.0 && (!sum.binding || loss > sum.binding->loss))
      sum.binding = Binding{.scenario = known->index, .asset = unit.asset, .loss = loss, .gap = known->runner_up - lowest};
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
