#pragma once

#include "bulwark/margin/volatility_ratio.hpp"
#include "bulwark/math/variance_forecast.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "bulwark/var/walking_policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A requirement from a forecast of variance that walks: the ratio of the variance, on a book of one quote. A day is its profit.
template <VarianceForecast Variance>
struct RatioForecast {
  using State = typename Variance::State;
  Variance variance;
  VolatilityRatio ratio;

  State start() const { return variance.start(); }

  /// The requirement stands for both numbers.
  VarReport forecast(const State& seen) const {
    const double required = ratio.ratio(variance.variance(seen));
    return {required, required};
  }

  State after(const State& seen, double profit) const { return variance.after(seen, profit); }

  Faults faults() const {
    Faults found = faults_of(variance);
    append(found, ratio.faults());
    return found;
  }
};
static_assert(WalkingPolicy<RatioForecast<EwmaVariance>, double>);

/// The same requirement whatever happens: a grid that is set by hand.
struct FixedForecast {
  struct State {};
  double required;  ///< quote, of a book of one; >= 0

  State start() const { return {}; }
  VarReport forecast(const State&) const { return {required, required}; }
  State after(State, double) const { return {}; }

  Faults faults() const {
    Faults found;
    if (!(required >= 0.0 && is_finite(required))) report(found, FaultCode::negative, "fixed_forecast.required", {}, required);
    return found;
  }
};
static_assert(WalkingPolicy<FixedForecast, double>);

}  // namespace bulwark::BULWARK_TARGET
