#pragma once

#include "bulwark/margin/worst_cases.hpp"
#include "bulwark/scenario/scenario_list.hpp"

namespace bulwark::BULWARK_TARGET {

/// The worst of a list of scenarios, for each risk unit by itself; the units' losses add, because their moves are independent.
struct ScenarioListMargin {
  ScenarioList list;
  double initial_factor = 1.0;      ///< on the loss
  double maintenance_factor = 1.0;  ///< on the loss, <= initial_factor

  ScenarioSet scenarios(const MarketState& market) const { return list.set(std::ssize(market.assets)); }

  Requirement requirement(const ValuedAccount&, const Profits& profits) const noexcept {
    return sum_of_worst(
        profits, initial_factor, maintenance_factor, [](const HeldUnit&, std::span<const double> profit) { return worst_of(profit); },
        [](const HeldUnit&, double loss) { return loss; }, true);
  }

  Faults faults() const {
    Faults found = list.faults();
    check_factors(found, "scenario_list_margin.initial_factor", initial_factor, "scenario_list_margin.maintenance_factor",
                  maintenance_factor);
    return found;
  }
};
static_assert(MarginPolicy<ScenarioListMargin> && AsksForScenarios<ScenarioListMargin>);

}  // namespace bulwark::BULWARK_TARGET
