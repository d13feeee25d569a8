#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/system/close_share.hpp"

namespace bulwark::BULWARK_TARGET {

/// Closes just enough that health returns to `target`, were the requirement proportional to what is held and the sale at the mark less
/// `cost`; what the market takes more than that, the next round closes. Everything where closing does not help. Source: linear in size, so
/// a division: resources - cost x share x notional = target x requirement x (1 - share).
struct RestoringShare {
  double target = 1.1;  ///< health, >= 1
  double cost = 0.0;    ///< penalty and expected slippage, share of notional closed, >= 0
  double least = 0.0;   ///< smaller shares are raised to it; in [0, 1]

  double share(const RiskReport& report, double notional) const noexcept {
    if (!report.verdict.is_liquidatable()) return 0.0;
    const double wanted = product(target, report.requirement.maintenance);
    const double missing = wanted - report.resources.maintenance, freed = wanted - product(cost, notional);
    if (!(freed > 0.0 && missing < freed)) return 1.0;
    return greatest(least, missing / freed);
  }

  Faults faults() const {
    Faults found;
    if (!(target >= 1.0 && is_finite(target))) report(found, FaultCode::out_of_range, "restoring_share.target", {}, target);
    if (!(cost >= 0.0 && is_finite(cost))) report(found, FaultCode::negative, "restoring_share.cost", {}, cost);
    if (!(least >= 0.0 && least <= 1.0)) report(found, FaultCode::out_of_range, "restoring_share.least", {}, least);
    return found;
  }
};
static_assert(CloseShare<RestoringShare>);

}  // namespace bulwark::BULWARK_TARGET
