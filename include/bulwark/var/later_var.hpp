#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/var/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk at the end of the horizon instead of at once: in every scenario the options are so many days nearer to expiry. Time decay
/// is what sellers of options expect to earn and buyers to lose; without it a day's value at risk is that of a shock.
template <class Var>
requires VarPolicy<Var> && AsksForScenarios<Var>
struct LaterVar {
  Var var;
  double days = 1.0;  ///< >= 0

  ScenarioSet scenarios(const MarketState& market) const {
    ScenarioSet set = var.scenarios(market);
    set.years_later = days / 365.0;
    return set;
  }

  VarReport measure(std::span<double> profits) const noexcept { return var.measure(profits); }

  Faults faults() const {
    Faults found = faults_of(var);
    if (!(days >= 0.0 && is_finite(days))) report(found, FaultCode::negative, "later_var.days", {}, days);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
