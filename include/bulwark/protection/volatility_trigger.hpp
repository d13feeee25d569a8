#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// How variable a price has been.
struct RealisedVariance {
  double variance;  ///< of the log price, per year
  double price;     ///< quote per coin, the last
  Timestamp at;     ///< when it was printed
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Realised volatility above which a market stops. An exponential average of squared log returns per time, so prints need not be evenly
/// spaced: variance' = variance + (1 - e^(-t / time_constant)) (r^2 / t - variance). Prints in the same millisecond count in full
/// (r^2 / time_constant). State in, state out; NaN in, NaN out. Source: RiskMetrics (1996), for uneven times.
struct VolatilityTrigger {
  std::chrono::milliseconds time_constant;
  double most;  ///< per sqrt(year)

  /// Where it starts, or starts anew: `volatility` is what is usual.
  constexpr RealisedVariance from(double price, double volatility, Timestamp now) const noexcept {
    return {product(volatility, volatility), price, now};
  }

  /// After a print; one that is older than the last counts as if it came with it.
  RealisedVariance updated(const RealisedVariance& state, double price, Timestamp now) const noexcept {
    const double years = greatest(0.0, years_between(state.at, now)), constant = years_between(Timestamp{}, Timestamp{time_constant});
    const double log_return = log_ratio(price, state.price), square = product(log_return, log_return);
    const double weight = -expm1(-years / constant);
    const double added = years > 0.0 ? product(square, weight / years) : square / constant;
    return {fma(-weight, state.variance, state.variance) + added, price, now < state.at ? state.at : now};
  }

  /// Per sqrt(year).
  double volatility(const RealisedVariance& state) const noexcept { return __builtin_sqrt(state.variance); }

  /// Also where the volatility is unknown.
  bool is_breached(const RealisedVariance& state) const noexcept { return !(volatility(state) <= most); }

  Faults faults() const {
    Faults found;
    if (time_constant.count() <= 0)
      report(found, FaultCode::not_positive, "volatility_trigger.time_constant", {}, seconds_of(time_constant));
    if (!(most > 0.0 && is_finite(most))) report(found, FaultCode::not_positive, "volatility_trigger.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
