#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A requirement, as a share of what is held, from a forecast of variance: multiple x deviation over the period in which a position is
/// closed, within limits. The forecast is whoever's (EWMA, GARCH, HAR, regimes, implied): this is what a venue makes of it.
/// Jumps: the multiple is of a deviation, so it must be that of a fat tail; `jump_loss` has the period's own quantile.
struct VolatilityRatio {
  double multiple;     ///< deviations, > 0; 2.326 is the 99 % quantile of a normal law
  double days = 1.0;   ///< in which a position is closed, >= 1
  double floor = 0.0;  ///< share, >= 0
  double cap = 1.0;    ///< share, >= floor

  /// `variance` per day, expected over the period. NaN where it is negative or NaN.
  double ratio(double variance) const noexcept {
    if (!(variance >= 0.0)) return __builtin_nan("");
    return least(cap, greatest(floor, product(multiple, __builtin_sqrt(product(variance, days)))));
  }

  Faults faults() const {
    Faults found;
    if (!(multiple > 0.0 && is_finite(multiple))) report(found, FaultCode::not_positive, "volatility_ratio.multiple", {}, multiple);
    if (!(days >= 1.0 && is_finite(days))) report(found, FaultCode::out_of_range, "volatility_ratio.days", {}, days);
    if (!(floor >= 0.0)) report(found, FaultCode::negative, "volatility_ratio.floor", {}, floor);
    if (!(cap >= floor && is_finite(cap))) report(found, FaultCode::out_of_range, "volatility_ratio.cap", {}, cap);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
