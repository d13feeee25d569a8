#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// A price whose logarithm falls in a straight line with what is sold: it never ends and never reaches zero. Trades pay every price on the
/// way, so that there and back costs nothing.
/// Source: Cifuentes, Ferrucci and Shin (2005), equation 8. Error: 2 ulp of the cash.
struct ExponentialImpact {
  double start;       ///< quote per coin before anything was sold, > 0
  double depth;       ///< coins whose sale divides the price by e, > 0
  double sold = 0.0;  ///< coins so far (negative: bought)

  Fill sell(double quantity) const noexcept {
    if (!is_finite(quantity)) return unknown_fill();
    return {quantity, product(product(price(), depth), -expm1(-quantity / depth)), at(sold + quantity)};
  }

  double price() const noexcept { return at(sold); }

  ExponentialImpact after(double quantity) const noexcept { return {start, depth, sold + quantity}; }

  Faults faults() const {
    Faults found;
    if (!(start > 0.0 && is_finite(start))) report(found, FaultCode::not_positive, "exponential_impact.start", {}, start);
    if (!(depth > 0.0 && is_finite(depth))) report(found, FaultCode::not_positive, "exponential_impact.depth", {}, depth);
    if (!is_finite(sold)) report(found, FaultCode::not_finite, "exponential_impact.sold", {}, sold);
    return found;
  }

 private:
  double at(double coins) const noexcept { return product(start, exp(-coins / depth)); }
};
static_assert(MovingDepth<ExponentialImpact>);

}  // namespace bulwark::BULWARK_TARGET
