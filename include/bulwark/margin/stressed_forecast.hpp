#pragma once

#include "bulwark/margin/stressed_share.hpp"
#include "bulwark/var/walking_policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a policy asks for, of which a share is that of a stressed period: `stressed` is what the book would be asked for in it, measured
/// before the walk begins.
template <class Policy>
struct StressedForecast {
  using State = typename Policy::State;
  Policy policy;
  StressedShare share{};
  double stressed;  ///< quote, >= 0

  State start() const { return policy.start(); }

  VarReport forecast(const State& seen) const {
    const double required = share.blended(policy.forecast(seen).value_at_risk, stressed);
    return {required, required};
  }

  template <class Day>
  requires WalkingPolicy<Policy, Day> State after(State seen, const Day& day)
  const { return policy.after(std::move(seen), day); }

  Faults faults() const {
    Faults found = policy.faults();
    append(found, share.faults());
    if (!(stressed >= 0.0 && is_finite(stressed))) report(found, FaultCode::negative, "stressed_forecast.stressed", {}, stressed);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
