#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// How far the market can be from a feed that updates when the price has moved by `deviation`, and whose update arrives `lag` later.
/// Nothing says that it moved less than the deviation, and during the lag it moves on: the two compound. A feed that updates by time alone
/// has no deviation, and its lag is the whole heartbeat.
/// Domain: a Brownian log price during the lag; jumps come on top (`jump`). The drift is left out: over minutes it is nothing.
struct UpdateExposure {
  double deviation;               ///< share of the price, >= 0; Chainlink's ETH / USD on mainnet: 0.005
  std::chrono::milliseconds lag;  ///< from the market's move to a price that the venue uses: reporting, blocks, own polling
  double jump = 0.0;              ///< share of the price that it may jump by within the lag, >= 0

  /// Standard deviation of the log price over the lag. `volatility` per sqrt(year).
  double lag_deviation(double volatility) const noexcept {
    return product(volatility, __builtin_sqrt(static_cast<double>(lag.count()) / milliseconds_per_year));
  }

  /// The rise that is unseen with `sigmas` standard deviations of the lag, share of the price; the fall is less than that.
  double unseen_rise(double volatility, double sigmas) const noexcept {
    return expm1(log1p(deviation) + log1p(jump) + product(sigmas, lag_deviation(volatility)));
  }

  /// The fall, in [0, 1) where deviation and jump are below 1.
  double unseen_fall(double volatility, double sigmas) const noexcept {
    return -expm1(log1p(-deviation) + log1p(-jump) - product(sigmas, lag_deviation(volatility)));
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double share, const char* field) {
      if (!(share >= 0.0 && share < 1.0)) report(found, FaultCode::out_of_range, field, {}, share);
    };
    check(deviation, "update_exposure.deviation"), check(jump, "update_exposure.jump");
    if (lag.count() < 0) report(found, FaultCode::negative, "update_exposure.lag", {}, seconds_of(lag));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
