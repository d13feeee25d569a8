#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Funding by how far the book stands from the index: what a perpetual's buyers pay its sellers per hour, a share of the index.
/// Source: Derive v2 perpetual (v2-core at 7736900, 2026).
struct ImpactFunding {
  double hours;     ///< in which a premium is paid; > 0
  double interest;  ///< per hour, on top
  double cap;       ///< per hour, either way; >= 0

  /// Premium of the prices at which a given size sells (`bid`) and buys (`ask`) over the index: nothing while it lies between them.
  static double premium(double index, double bid, double ask) noexcept {
    return (greatest(0.0, bid - index) - greatest(0.0, index - ask)) / index;
  }

  double per_hour(double index, double bid, double ask) const noexcept {
    return greatest(-cap, least(cap, premium(index, bid, ask) / hours + interest));
  }

  Faults faults() const {
    Faults found;
    if (!(hours > 0.0 && is_finite(hours))) report(found, FaultCode::not_positive, "impact_funding.hours", {}, hours);
    if (!is_finite(interest)) report(found, FaultCode::not_finite, "impact_funding.interest", {}, interest);
    if (!(cap >= 0.0 && is_finite(cap))) report(found, FaultCode::out_of_range, "impact_funding.cap", {}, cap);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
