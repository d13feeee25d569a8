#pragma once

#include "bulwark/margin/long_run_floor.hpp"
#include "bulwark/math/variance_forecast.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"

namespace bulwark::inline v1 {

/// What a forecast has seen, and the long run's variance.
template <class Seen>
struct FlooredState {
  Seen seen;
  LongRunVariance long_run{};
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A forecast of variance that is never below that of the long run.
template <VarianceForecast Variance>
struct FlooredVariance {
  using State = FlooredState<typename Variance::State>;
  Variance forecast;
  LongRunFloor floor{};

  State start() const { return {.seen = forecast.start()}; }
  double variance(const State& state) const { return floor.variance(state.long_run, forecast.variance(state.seen)); }
  State after(const State& state, double move) const {
    return {.seen = forecast.after(state.seen, move), .long_run = floor.after(state.long_run, move)};
  }

  Faults faults() const {
    Faults found = faults_of(forecast);
    append(found, floor.faults());
    return found;
  }
};
static_assert(VarianceForecast<FlooredVariance<EwmaVariance>>);

}  // namespace bulwark::BULWARK_TARGET
