#pragma once

#include "bulwark/math/variance_forecast.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "bulwark/var/window_forecast.hpp"

namespace bulwark::inline v1 {

/// What a filter has seen: the variance's own state, and past profits over the deviations that were forecast for them.
template <class VarianceState>
struct FilteredState {
  VarianceState variance;
  ProfitWindow surprises{};
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Filtered historical simulation that walks: past profits, each over the deviation that was forecast before it, at the deviation forecast
/// now. Unlike `filtered_returns` over a window it never takes the window's own mean square as a start, so nothing of a day is in how it
/// was measured. Days before the variance is known are not measured. Source: Barone-Adesi, Giannopoulos, Vosper (1999).
template <VarianceForecast Variance>
struct FilteredForecast {
  using State = FilteredState<typename Variance::State>;
  Variance variance;
  WindowForecast surprises{};  ///< how they are counted

  State start() const { return {.variance = variance.start()}; }

  VarReport forecast(const State& seen) const {
    const double deviation = __builtin_sqrt(variance.variance(seen.variance));
    const VarReport unit = surprises.forecast(seen.surprises);
    return {product(deviation, unit.value_at_risk), product(deviation, unit.expected_shortfall), unit.scenarios};
  }

  State after(State seen, double profit) const {
    const double deviation = __builtin_sqrt(variance.variance(seen.variance));
    if (deviation > 0.0) seen.surprises = surprises.after(std::move(seen.surprises), profit / deviation);
    seen.variance = variance.after(seen.variance, profit);
    return seen;
  }

  Faults faults() const {
    Faults found = faults_of(variance);
    append(found, surprises.faults());
    return found;
  }
};
static_assert(WalkingPolicy<FilteredForecast<EwmaVariance>, double>);

}  // namespace bulwark::BULWARK_TARGET
