#pragma once

#include "bulwark/collateral/balance_weight.hpp"
#include "bulwark/math/size_premium.hpp"

namespace bulwark::BULWARK_TARGET {

/// A large deposit counts for less of itself: at most 1.1 / (1 + factor x sqrt(coins)) of it.
/// Source: Drift v2, `calculate_size_discount_asset_weight` (2026).
struct SizeWeight {
  double initial;       ///< share that counts for opening
  double maintenance;   ///< the same for staying; >= initial
  double factor = 0.0;  ///< per root of a coin; 0: size does not matter

  Share share(double coins, double) const noexcept {
    return {.initial = size_discount(initial, factor, coins), .maintenance = size_discount(maintenance, factor, coins)};
  }

  Faults faults() const {
    Faults found;
    report_share(found, "size_weight", {initial, maintenance});
    if (!(factor >= 0.0 && is_finite(factor))) report(found, FaultCode::out_of_range, "size_weight.factor", {}, factor);
    return found;
  }
};
static_assert(BalanceWeight<SizeWeight>);

}  // namespace bulwark::BULWARK_TARGET
