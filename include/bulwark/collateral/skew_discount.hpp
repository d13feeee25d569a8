#pragma once

#include <vector>

#include "bulwark/collateral/policy.hpp"
#include "bulwark/core/fault.hpp"

namespace bulwark::BULWARK_TARGET {

/// Equity, less a share of each deposited coin that grows with how much of it there is against what its spot market bears.
/// Source: Synthetix v3 perps, `PerpsCollateralConfiguration.valueInUsd` (synthetix-v3 at 1f26f12, 2025). *Assumed*: an asset that is not
/// named counts for nothing.
struct SkewDiscount {
  struct Terms {
    double scale;   ///< coins of the spot market's skew scale; 0: no discount
    double scalar;  ///< share per scale of coins
    double lower;   ///< least share, >= 0
    double upper;   ///< most, >= lower, <= 1
  };
  std::vector<Terms> of_asset;  ///< row AssetId

  /// Share of so many coins that does not count.
  static double discount(const Terms& terms, double coins) noexcept {
    if (terms.scale == 0.0) return 0.0;
    return least(greatest(product(coins / terms.scale, terms.scalar), terms.lower), terms.upper);
  }

  Resources resources(const ValuedAccount& account) const noexcept {
    double counted = account.equity;
    for (const HeldUnit& unit : account.units) {
      if (unit.settlement == AssetId::quote || unit.coins <= 0.0) continue;
      const auto a = static_cast<std::size_t>(unit.settlement);
      const double share = a < of_asset.size() ? discount(of_asset[a], unit.coins) : 1.0;
      counted = fma(-share, product(unit.coins, unit.price), counted);
    }
    return {.initial = counted, .maintenance = counted};
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Terms& terms = of_asset[static_cast<std::size_t>(a)];
      if (!(terms.scale >= 0.0 && is_finite(terms.scale)))
        report(found, FaultCode::negative, "skew_discount.scale", {.outer = a}, terms.scale);
      if (!(terms.scalar >= 0.0 && is_finite(terms.scalar)))
        report(found, FaultCode::negative, "skew_discount.scalar", {.outer = a}, terms.scalar);
      if (!(terms.lower >= 0.0 && terms.lower <= terms.upper))
        report(found, FaultCode::out_of_range, "skew_discount.lower", {.outer = a}, terms.lower);
      if (!(terms.upper <= 1.0)) report(found, FaultCode::out_of_range, "skew_discount.upper", {.outer = a}, terms.upper);
    }
    return found;
  }
};
static_assert(CollateralPolicy<SkewDiscount>);

}  // namespace bulwark::BULWARK_TARGET
