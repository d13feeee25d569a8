#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::BULWARK_TARGET {

/// What traders who see the market take from a venue that fills at a mark that is behind it. Shares of the notional filled; what the
/// venue's other side loses. `fee`: both ways, and whatever spread the venue adds.
struct StaleMark {
  double fee;  ///< share of notional, >= 0

  /// The most, when market and mark are `gap` (share, either sign) apart. No fee above the gap: no arbitrage.
  constexpr double most(double gap) const noexcept { return greatest(0.0, magnitude(gap) - fee); }

  /// The mean per update when the gap is normal about zero: E max(0, |X| - fee) = 2 (s n(d) - fee N(-d)), d = fee / s (Bachelier's call
  /// and put). Error: relative to s n(d), 1e-15; below that for d > 10. Limits: 0 for no deviation; NaN for a negative one.
  double expected(double deviation) const noexcept {
    if (deviation == 0.0) return 0.0;
    if (!(deviation > 0.0)) return std::numeric_limits<double>::quiet_NaN();
    const double d = fee / deviation;
    return greatest(0.0, 2.0 * product(product(deviation, normal_density(d)), 1.0 - product(d, mills_ratio(d))));
  }

  /// Quote per update that the venue's other side can lose at most with `cap` of open interest either way.
  constexpr double most_lost(double gap, double cap) const noexcept { return product(cap, most(gap)); }

  Faults faults() const {
    Faults found;
    if (!(fee >= 0.0 && is_finite(fee))) report(found, FaultCode::negative, "stale_mark.fee", {}, fee);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
