#pragma once

#include "bulwark/scenario/monte_carlo.hpp"
#include "bulwark/var/policy.hpp"
#include "bulwark/var/tail_report.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of full revaluation under moves that a model makes, all of one probability. A tail that no
/// scenario is sure to reach is a fault; how far the numbers are from those of infinitely many scenarios, `shortfall_error` and
/// `order_statistic_var_error` say where the scenarios are independent.
template <AsksForScenarios Moves = MonteCarlo>
struct SimulatedVar {
  Moves moves;
  double tail = 0.01;  ///< share of scenarios in the tail, in (0, 1)
  QuantileConvention convention = QuantileConvention::order_statistic;
  ShortfallConvention shortfall = ShortfallConvention::exact_tail;

  ScenarioSet scenarios(const MarketState& market) const { return moves.scenarios(market); }

  VarReport measure(std::span<double> profits) const noexcept { return tail_report(profits, tail, convention, shortfall); }

  Faults faults() const {
    Faults found = faults_of(moves);
    if (!(tail > 0.0 && tail < 1.0)) {
      report(found, FaultCode::out_of_range, "simulated_var.tail", {}, tail);
    } else if constexpr (requires { moves.size(); }) {
      if (!reaches_tail(moves.size(), tail))
        report(found, FaultCode::out_of_range, "simulated_var.scenarios", {}, static_cast<double>(moves.size()));
    }
    return found;
  }
};
static_assert(VarPolicy<SimulatedVar<>> && AsksForScenarios<SimulatedVar<>>);

}  // namespace bulwark::BULWARK_TARGET
