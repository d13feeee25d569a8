#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/margin/settlement_price.hpp"

namespace bulwark::BULWARK_TARGET {

/// A fixed number of coins (or of quote) from every account that holds anything settled in them (or anything at all): what a venue reserves
/// for market maker protection or for orders that it has margined itself. Source: Deribit portfolio margin (2024), "mmp margin" and "open
/// orders margin".
struct FixedMargin {
  AssetId settlement;        ///< the coin
  double initial;            ///< coins
  double maintenance = 0.0;  ///< coins, <= initial

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const double price = settlement_price(account, settlement).value_or(0.0);
    return {.initial = product(initial, price), .maintenance = product(maintenance, price)};
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
