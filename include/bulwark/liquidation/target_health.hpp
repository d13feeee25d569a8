#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/liquidation/toxic_frontier.hpp"

namespace bulwark::BULWARK_TARGET {

/// Liquidates just enough: until health is `target` again. Source: Aave v4 documentation (2025), "target health factor", whose source was
/// not at hand: *assumed* the algebra of the definition, (counted - d threshold (1 + bonus)) / (debt - d) = target.
struct TargetHealth {
  double target;  ///< >= 1

  /// Quote of debt to repay: 0 where health is there already; none where no repayment reaches it, so that everything must
  /// go. NaN where a number is.
  std::optional<double> repayment(double counted, double debt, const ToxicFrontier& seized) const noexcept {
    const double missing = fma(target, debt, -counted), gain = target - seized.health();
    if (missing <= 0.0) return 0.0;
    const double needed = missing / gain;
    if (needed != needed) return needed;
    if (!(gain > 0.0) || !(needed < debt)) return {};
    return needed;
  }

  Faults faults() const {
    Faults found;
    if (!(target >= 1.0 && is_finite(target))) report(found, FaultCode::out_of_range, "target_health.target", {}, target);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
