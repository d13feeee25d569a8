#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/protection/price_range.hpp"

namespace bulwark::BULWARK_TARGET {

/// A band as wide as the model says that the price can move: from the reference of `horizon` ago the price is outside with probability
/// 1 - `probability`, half on either side, when its log is Brownian without drift. Source: Vega, "price monitoring" (specification
/// 0032-PRIM, 2023), whose venues watch several horizons at once, each breach extending the auction.
struct VolatilityBand {
  std::chrono::milliseconds horizon;  ///< > 0
  double probability;                 ///< in (0.9, 1)

  /// `volatility` per sqrt(year).
  PriceRange range(double reference, double volatility) const noexcept {
    const double tail = 0.5 * (1.0 - probability);
    const double deviation = product(volatility, __builtin_sqrt(static_cast<double>(horizon.count()) / milliseconds_per_year));
    const double move = product(-normal_quantile(tail), deviation);
    return {product(reference, exp(-move)), product(reference, exp(move))};
  }

  Faults faults() const {
    Faults found;
    if (horizon.count() <= 0) report(found, FaultCode::not_positive, "volatility_band.horizon", {}, seconds_of(horizon));
    if (!(probability > 0.9 && probability < 1.0)) report(found, FaultCode::out_of_range, "volatility_band.probability", {}, probability);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
