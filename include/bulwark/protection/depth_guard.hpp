#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much of what is to be liquidated goes to the market at once: no more than a share of what the market can take. An engine that is
/// larger than the book sells to nobody (BitMEX, 13 March 2020: over 100 M to sell into 20 M of bids).
struct DepthGuard {
  double share;  ///< of the executable depth, in (0, 1]

  /// Pending over depth, both in quote; above `share` the liquidation is slowed. NaN for nothing against nothing.
  constexpr double pressure(double pending, double depth) const noexcept { return pending / depth; }

  /// Quote to sell now: everything, or what the depth allows. NaN where either is unknown or negative.
  constexpr double slice(double pending, double depth) const noexcept {
    const bool is_known = pending >= 0.0 && depth >= 0.0;
    return is_known ? least(pending, product(share, depth)) : std::numeric_limits<double>::quiet_NaN();
  }

  /// Also where either is unknown or negative.
  constexpr bool is_slowed(double pending, double depth) const noexcept { return !(slice(pending, depth) >= pending); }

  Faults faults() const {
    Faults found;
    if (!(share > 0.0 && share <= 1.0)) report(found, FaultCode::out_of_range, "depth_guard.share", {}, share);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
