#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A fixed number of coins from every account that holds anything settled in them: what a venue reserves for market maker protection
/// or for orders that it has margined itself. Source: Deribit portfolio margin (2024), "mmp margin" and "open orders margin".
struct FixedMargin {
  AssetId settlement;        ///< the coin
  double initial;            ///< coins
  double maintenance = 0.0;  ///< coins, <= initial

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    for (const HeldUnit& unit : account.units)
      if (unit.settlement == settlement) return {.initial = product(initial, unit.price), .maintenance = product(maintenance, unit.price)};
    return {};
  }

  Slope slope(const ValuedAccount&, const Profits&, Index, Index) const noexcept { return {}; }

  Faults faults() const {
    Faults found;
    if (!(initial >= 0.0 && is_finite(initial))) report(found, FaultCode::out_of_range, "fixed_margin.initial", {}, initial);
    if (!(maintenance >= 0.0 && maintenance <= initial))
      report(found, FaultCode::out_of_range, "fixed_margin.maintenance", {}, maintenance);
    return found;
  }
};
static_assert(HasSlope<FixedMargin>);

}  // namespace bulwark::BULWARK_TARGET
