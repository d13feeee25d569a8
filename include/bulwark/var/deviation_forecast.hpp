#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/variance_forecast.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "bulwark/var/walking_policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A law of fixed shape at a forecast deviation: `unit` is the value at risk and shortfall of one deviation (`normal_tail(0, 1, tail)`, or
/// those of a mixture with jumps, fitted to moves over their forecast deviations). The profit's mean is taken as nothing.
template <VarianceForecast Variance>
struct DeviationForecast {
  using State = typename Variance::State;
  Variance variance;
  VarReport unit;  ///< deviations, both > 0

  State start() const { return variance.start(); }

  VarReport forecast(const State& seen) const {
    const double deviation = __builtin_sqrt(variance.variance(seen));
    return {product(deviation, unit.value_at_risk), product(deviation, unit.expected_shortfall)};
  }

  State after(const State& seen, double profit) const { return variance.after(seen, profit); }

  Faults faults() const {
    Faults found = faults_of(variance);
    if (!(unit.value_at_risk > 0.0 && is_finite(unit.value_at_risk)))
      report(found, FaultCode::not_positive, "deviation_forecast.unit.value_at_risk", {}, unit.value_at_risk);
    if (!(unit.expected_shortfall >= unit.value_at_risk && is_finite(unit.expected_shortfall)))
      report(found, FaultCode::out_of_range, "deviation_forecast.unit.expected_shortfall", {}, unit.expected_shortfall);
    return found;
  }
};
static_assert(WalkingPolicy<DeviationForecast<EwmaVariance>, double>);

}  // namespace bulwark::BULWARK_TARGET
