#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/liquidation/policy.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Warn below one health, close part of the account below another, all of it below a third. Exactly at a threshold is still well.
/// Where nothing is required, negative resources are below every threshold.
struct HealthThreshold {
  double warn = 1.25;           ///< >= partial_close
  double partial_close = 1.0;   ///< health below which a part is closed
  double full_close = 0.0;      ///< health below which everything is; <= partial_close
  double close_fraction = 1.0;  ///< the part, in (0, 1]

  Verdict verdict(const RiskReport& report) const noexcept {
    const auto is_below = [&](double health) { return report.resources.maintenance < product(health, report.requirement.maintenance); };
    if (report.equity < 0.0) return {Standing::bankrupt, 1.0};
    if (is_below(full_close)) return {Standing::liquidatable, 1.0};
    if (is_below(partial_close)) return {Standing::liquidatable, close_fraction};
    return {is_below(warn) ? Standing::warned : Standing::healthy, 0.0};
  }

  /// How much an account could lose, in resources, equity or 1 / `partial_close` of requirement, until it is liquidatable; below zero: is.
  double distance(const RiskReport& report) const noexcept {
    return least(report.equity, report.resources.maintenance - product(partial_close, report.requirement.maintenance));
  }
  double distance_per_requirement() const noexcept { return partial_close; }  ///< how fast the distance falls, per quote of requirement

  Faults faults() const {
    Faults found;
    if (!(partial_close > 0.0 && is_finite(partial_close)))
      report(found, FaultCode::not_positive, "health_threshold.partial_close", {}, partial_close);
    if (!(warn >= partial_close && is_finite(warn))) report(found, FaultCode::out_of_range, "health_threshold.warn", {}, warn);
    if (!(full_close >= 0.0 && full_close <= partial_close))
      report(found, FaultCode::out_of_range, "health_threshold.full_close", {}, full_close);
    if (!(close_fraction > 0.0 && close_fraction <= 1.0))
      report(found, FaultCode::out_of_range, "health_threshold.close_fraction", {}, close_fraction);
    return found;
  }
};
static_assert(LiquidationPolicy<HealthThreshold>);

}  // namespace bulwark::BULWARK_TARGET
