#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/var/expected_shortfall.hpp"
#include "bulwark/var/profit_window.hpp"
#include "bulwark/var/value_at_risk.hpp"
#include "bulwark/var/walking_policy.hpp"
#include "bulwark/var/weighted_tail.hpp"

namespace bulwark::BULWARK_TARGET {

/// Historical simulation that walks: the loss of rank ceil(days x tail) of what today's book made on the last days, and the mean of the
/// worst; with a `decay` below 1 newer days count more (Boudoukh, Richardson, Whitelaw, 1998). Limits: nothing is known before `least`
/// days; while days x tail is below 1 the value at risk is the worst day's, and the shortfall unknown.
struct WindowForecast {
  using State = ProfitWindow;
  Index most = 500;    ///< days, >= least
  Index least = 60;    ///< days, >= 1
  double tail = 0.01;  ///< in (0, 1)
  double decay = 1.0;  ///< of a day's weight per day, in (0, 1]

  State start() const { return {}; }

  VarReport forecast(const State& seen) const {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const Index days = std::ssize(seen.profits);
    if (days < least) return {unknown, unknown, days};
    if (decay < 1.0) {
      std::vector<Weighted> weighted;
      double weight = 1.0;
      for (Index i = days; i-- > 0; weight = product(weight, decay))
        weighted.push_back({seen.profits[static_cast<std::size_t>(i)], weight});
      return weighted_tail(weighted, tail);
    }
    std::vector<double> profits = seen.profits;
    const double quantile = order_statistic_var(profits, tail);
    if (!reaches_tail(days, tail)) return {quantile, unknown, days};
    return {quantile, greatest(rockafellar_uryasev_shortfall(profits, tail), quantile), days};
  }

  State after(State seen, double profit) const { return std::move(seen).after(profit, most); }

  Faults faults() const {
    Faults found;
    if (least < 1) report(found, FaultCode::not_positive, "window_forecast.least", {}, static_cast<double>(least));
    if (most < least) report(found, FaultCode::out_of_range, "window_forecast.most", {}, static_cast<double>(most));
    if (!(tail > 0.0 && tail < 1.0)) report(found, FaultCode::out_of_range, "window_forecast.tail", {}, tail);
    if (!(decay > 0.0 && decay <= 1.0)) report(found, FaultCode::out_of_range, "window_forecast.decay", {}, decay);
    return found;
  }
};
static_assert(WalkingPolicy<WindowForecast, double>);

}  // namespace bulwark::BULWARK_TARGET
