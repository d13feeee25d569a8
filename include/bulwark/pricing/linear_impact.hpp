#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// A price that falls in a straight line with what is sold, and stops at zero, where nothing more can be sold. Trades pay every price on
/// the way, so that there and back costs nothing.
/// Source: Kyle (1985), whose lambda is start / depth.
struct LinearImpact {
  double start;       ///< quote per coin before anything was sold, > 0
  double depth;       ///< coins whose sale takes the price to zero, > 0
  double sold = 0.0;  ///< coins so far (negative: bought), <= depth

  Fill sell(double quantity) const noexcept {
    if (!is_finite(quantity)) return unknown_fill();
    const double filled = least(quantity, depth - sold);
    const double mean = fma(-start, fma(0.5, filled, sold) / depth, start);
    return {filled, product(filled, mean), at(sold + filled)};
  }

  double price() const noexcept { return at(sold); }

  LinearImpact after(double quantity) const noexcept { return {start, depth, sold + sell(quantity).filled}; }

  Faults faults() const {
    Faults found;
    if (!(start > 0.0 && is_finite(start))) report(found, FaultCode::not_positive, "linear_impact.start", {}, start);
    if (!(depth > 0.0 && is_finite(depth))) report(found, FaultCode::not_positive, "linear_impact.depth", {}, depth);
    if (!(sold <= depth && is_finite(sold))) report(found, FaultCode::out_of_range, "linear_impact.sold", {}, sold);
    return found;
  }

 private:
  double at(double coins) const noexcept { return greatest(0.0, fma(-start, coins / depth, start)); }
};
static_assert(MovingDepth<LinearImpact>);

}  // namespace bulwark::BULWARK_TARGET
