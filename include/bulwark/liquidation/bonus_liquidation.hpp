#pragma once

#include <vector>

#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/toxic_frontier.hpp"

namespace bulwark::BULWARK_TARGET {

/// Health thresholds of a venue whose liquidators are paid in deposits and a bonus: the verdict is the thresholds', and bonuses under
/// which a liquidation would harm the account from the start are faults.
struct BonusLiquidation {
  HealthThreshold thresholds;
  std::vector<ToxicFrontier> of_asset;  ///< row AssetId of the deposit that is seized

  Verdict verdict(const RiskReport& report) const noexcept { return thresholds.verdict(report); }

  Faults faults() const {
    Faults found = thresholds.faults();
    for (Index a = 0; a < std::ssize(of_asset); ++a)
      for (Fault fault : of_asset[static_cast<std::size_t>(a)].faults()) fault.where.outer = a, found.push_back(fault);
    return found;
  }
};
static_assert(LiquidationPolicy<BonusLiquidation>);

}  // namespace bulwark::BULWARK_TARGET
