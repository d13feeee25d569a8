#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A market maker that moves its price with its own skew: longs less shorts over `scale` is the premium, and a trade pays the mean of the
/// premium before it and after. Trades that open the skew pay, trades that close it are paid; there and back costs nothing.
/// Source: Synthetix v3 perps, `AsyncOrder.calculateFillPrice` (synthetix-v3 at 23585f7, 2025).
struct SkewPrice {
  double scale;  ///< coins of skew that double the price; 0: no premium

  /// Quote per coin for a trade of `size` coins (signed) where the skew is `skew` coins.
  double fill(double index, double skew, double size) const noexcept {
    if (scale == 0.0) return index;
    return fma(index, (skew + product(0.5, size)) / scale, index);
  }

  Faults faults() const {
    Faults found;
    if (!(scale >= 0.0 && is_finite(scale))) report(found, FaultCode::negative, "skew_price.scale", {}, scale);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
