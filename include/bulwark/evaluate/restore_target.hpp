#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/margin_kind.hpp"
#include "bulwark/core/report.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How well an account has to stand again before a liquidation, or a margin call, ends.
struct RestoreTarget {
  double health = 1.0;                        ///< resources / requirement, > 0; above 1 so that the next tick does not start anew
  MarginKind kind = MarginKind::maintenance;  ///< whose resources and requirement

  /// Quote of resources that are missing; negative: to spare. NaN of an account that is unknown.
  double missing(const RiskReport& report) const noexcept {
    if (!report.verdict.is_known()) return std::numeric_limits<double>::quiet_NaN();
    const Resources& has = report.resources;
    const Requirement& needs = report.requirement;
    return fma(health, for_kind(kind, needs.initial, needs.maintenance), -for_kind(kind, has.initial, has.maintenance));
  }

  /// Nothing is missing, and the venue's own rule has nothing to liquidate either.
  bool is_met(const RiskReport& report) const noexcept { return missing(report) <= 0.0 && !report.verdict.is_liquidatable(); }

  Faults faults() const {
    if (health > 0.0 && is_finite(health)) return {};
    return {{FaultCode::not_positive, "restore_target.health", {}, health}};
  }
};

}  // namespace bulwark::BULWARK_TARGET
