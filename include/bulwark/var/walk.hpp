#pragma once

#include <utility>
#include <vector>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/var/shortfall_test.hpp"
#include "bulwark/var/walking_policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Walks a policy through a history, oldest day first: each day's forecast is made before the day is shown. `profit_of(day, i)` is what the
/// book made on day i, quote. One answer for each day, with NaN for what was not known; a day without a finite profit teaches nothing, so
/// the state stays where it was.
template <class Days, class Policy, class Profit>
requires WalkingPolicy<Policy, typename Days::value_type> std::vector<ForecastDay> walk(const Policy& policy, const Days& days,
                                                                                        const Profit& profit_of) {
  std::vector<ForecastDay> walked;
  walked.reserve(static_cast<std::size_t>(std::size(days)));
  typename Policy::State state = policy.start();
  for (Index i = 0; i < std::ssize(days); ++i) {
    const auto& day = days[static_cast<std::size_t>(i)];
    const VarReport forecast = policy.forecast(state);
    const double profit = profit_of(day, i);
    walked.push_back({profit, forecast.value_at_risk, forecast.expected_shortfall});
    if (is_finite(profit)) state = policy.after(std::move(state), day);
  }
  return walked;
}

/// The same where all that a policy learns of a day is the book's profit.
template <class Policy>
requires WalkingPolicy<Policy, double> std::vector<ForecastDay> walk(const Policy& policy, const std::vector<double>& profits) {
  return walk(policy, profits, [](double profit, Index) { return profit; });
}

/// The days on which profit, value at risk and shortfall were all known: what a backtest may be asked about. The others are
/// `days.size()` less these, and worth a line in any report.
inline std::vector<ForecastDay> known_days(std::span<const ForecastDay> days) {
  std::vector<ForecastDay> known;
  for (const ForecastDay& day : days)
    if (is_finite(day.profit) && is_finite(day.value_at_risk) && is_finite(day.expected_shortfall)) known.push_back(day);
  return known;
}

}  // namespace bulwark::BULWARK_TARGET
