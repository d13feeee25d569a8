#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a gain under a scenario is worth against losses elsewhere; losses count in full.
/// Source: Deribit portfolio margin, "pnl offset" and "max offsetable pnl" (API answers of 2024 and 2026). *Assumed*: the cap is on what
/// counts, not on what is gained.
struct PnlOffset {
  double share = 1.0;                                     ///< of a gain that counts, in [0, 1]
  double most = std::numeric_limits<double>::infinity();  ///< quote; no more than this counts

  /// `profit` (quote) as others see it.
  double counted(double profit) const noexcept { return profit < 0.0 ? profit : least(product(share, profit), most); }

  Faults faults() const {
    Faults found;
    if (!(share >= 0.0 && share <= 1.0)) report(found, FaultCode::out_of_range, "pnl_offset.share", {}, share);
    if (!(most >= 0.0)) report(found, FaultCode::out_of_range, "pnl_offset.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
