#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// The mean variance of all days so far. State in, state out.
struct LongRunVariance {
  double sum = 0.0;
  double days = 0.0;  ///< of the lookback, where older ones fade
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A floor under a forecast of variance: that of a long lookback, so that margins do not forget. Older days fade: after `lookback` days the
/// mean moves by one part in `lookback` a day, which needs no history to be kept.
/// Source: Regulation (EU) 153/2013, article 28(1)(c): volatility estimated over ten years.
struct LongRunFloor {
  double lookback = 3650.0;  ///< days, >= 1
  double share = 1.0;        ///< of the long-run variance that is the floor, > 0

  LongRunVariance after(const LongRunVariance& seen, double move) const noexcept {
    const double kept = seen.days < lookback ? 1.0 : 1.0 - 1.0 / lookback;
    return {.sum = fma(move, move, product(kept, seen.sum)), .days = seen.days < lookback ? seen.days + 1.0 : seen.days};
  }

  /// NaN before the first day.
  double variance(const LongRunVariance& seen, double forecast) const noexcept {
    return greatest(forecast, product(share, seen.days > 0.0 ? seen.sum / seen.days : __builtin_nan("")));
  }

  Faults faults() const {
    Faults found;
    if (!(lookback >= 1.0 && is_finite(lookback))) report(found, FaultCode::out_of_range, "long_run_floor.lookback", {}, lookback);
    if (!(share > 0.0 && is_finite(share))) report(found, FaultCode::not_positive, "long_run_floor.share", {}, share);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
