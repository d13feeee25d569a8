#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/power.hpp"

namespace bulwark::BULWARK_TARGET {

/// A charge that grows with the power of an imbalance.
struct ImpactCurve {
  double factor;    ///< >= 0
  double exponent;  ///< >= 1

  /// Quote for an imbalance of `difference` quote; nothing below one quote. Error: 2 ulp.
  double at(double difference) const noexcept {
    if (difference < 1.0) return 0.0;
    return product(factor, power(difference, exponent));
  }
};

/// What a trade pays (negative) or is paid for unbalancing or balancing long against short open interest, quote. Where the larger side
/// changes, it is paid for the imbalance that it removes on one curve and pays for the one that it makes on the other.
/// Source: GMX v2 `PositionPricingUtils` and `PricingUtils` (gmx-synthetics at a5c0c88, 2026), whose fixed-point power is within 4e-17 of
/// the exact one.
struct PriceImpact {
  ImpactCurve positive;
  ImpactCurve negative;  ///< never below the positive one, or a trader is paid for going there and back

  double of_trade(double longs, double shorts, double longs_after, double shorts_after) const noexcept {
    const double before = magnitude(longs - shorts), after = magnitude(longs_after - shorts_after);
    const bool is_same_side = (longs <= shorts) == (longs_after <= shorts_after);
    if (!is_same_side) return positive.at(before) - negative.at(after);
    if (after < before) return magnitude(positive.at(before) - positive.at(after));
    return -magnitude(negative.at(after) - negative.at(before));
  }

  /// What is paid out of `impact`: no more than the impact pool holds, nor than a share of the trade's size.
  static double capped(double impact, double size, double pool, double most) noexcept {
    return least(impact, least(greatest(0.0, pool), product(most, size)));
  }

  Faults faults() const {
    Faults found;
    for (const ImpactCurve& curve : {positive, negative}) {
      if (!(curve.factor >= 0.0 && is_finite(curve.factor))) report(found, FaultCode::negative, "price_impact.factor", {}, curve.factor);
      if (!(curve.exponent >= 1.0 && is_finite(curve.exponent)))
        report(found, FaultCode::out_of_range, "price_impact.exponent", {}, curve.exponent);
    }
    if (negative.exponent < positive.exponent || (negative.exponent == positive.exponent && negative.factor < positive.factor))
      report(found, FaultCode::out_of_range, "price_impact.negative", {}, negative.factor);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
