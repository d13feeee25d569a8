#pragma once

#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/var/traffic_light.hpp"

namespace bulwark::inline v1 {

/// What was forecast for a day, and what came. Quote; losses positive.
struct ForecastDay {
  double profit;
  double value_at_risk;
  double expected_shortfall;  ///< > 0, >= value_at_risk
};

/// A statistic of forecasts and what came, and how likely it is as low as that or lower where the forecasts are right.
struct ShortfallTest {
  double statistic;  ///< 0 expected where the forecasts are right; below: losses are worse than forecast
  double p_value;    ///< one-sided

  constexpr bool rejects(double significance = 0.05) const noexcept { return p_value < significance; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

// Statistics of Acerbi, Szekely, "Backtesting expected shortfall" (2014): 0 is expected where the forecasts are right, less where losses
// are worse than forecast. Their law depends on the forecast one: see `simulated_p_value`. NaN for a number that is one, or no days.

/// Whether `day` lost more than its value at risk; false where that is not known.
constexpr bool is_exception(const ForecastDay& day) noexcept { return -day.profit > day.value_at_risk; }

/// 1 for an exception, 0 for none, NaN where that is not known.
constexpr double exception_count(const ForecastDay& day) noexcept {
  return is_exception(day) ? 1.0 : product(0.0, day.profit + day.value_at_risk);
}

/// Z1: one less the mean of loss over forecast shortfall on the days that the value at risk was exceeded. Blind to how many they were; NaN
/// where there were none. Source: as above, test 1.
inline double conditional_shortfall_statistic(std::span<const ForecastDay> days) noexcept {
  double sum = 0.0, count = 0.0;
  for (const ForecastDay& day : days) {
    const double excess = exception_count(day);
    sum = fma(excess, day.profit / day.expected_shortfall, sum);
    count += excess;
  }
  return sum / count + 1.0;
}

/// Z2: the same over the days expected, `tail` in (0, 1) of all: severity and frequency in one. Source: as above, test 2.
inline double shortfall_statistic(std::span<const ForecastDay> days, double tail) noexcept {
  double sum = 0.0;
  for (const ForecastDay& day : days) {
    const double excess = exception_count(day);
    sum = fma(excess, day.profit / day.expected_shortfall, sum);
  }
  return sum / product(tail, static_cast<double>(days.size())) + 1.0;
}

/// Zone of Z2 over 250 days of a 97.5 % shortfall: critical values of -0.70 (5 %) and -1.8 (0.01 %) are the same to a tenth for forecast
/// laws from normal to Student's with five degrees of freedom. Other days or tails: simulate. Red for no number. Source: as above, where
/// they are proposed.
inline Light shortfall_light(double statistic) noexcept {
  return statistic > -0.70 ? Light::green : statistic > -1.8 ? Light::yellow : Light::red;
}

/// The mean over days of (shortfall - value at risk - max(loss - value at risk, 0) / tail) / shortfall: zero where the shortfall is right,
/// and to first order not misled by a wrong value at risk, which makes it err towards caution. Its p-value needs no model: that of a mean
/// with the days' own deviation, by the normal law; so it wants some ten exceptions or more. NaN for fewer than two days or a number that
/// is one. Source: Acerbi, Szekely, "The minimally biased backtest for ES" (2019).
inline ShortfallTest minimally_biased_test(std::span<const ForecastDay> days, double tail) noexcept {
  const auto n = static_cast<double>(days.size());
  const auto score = [&](const ForecastDay& day) {
    const double beyond = greatest(0.0, -day.profit - day.value_at_risk) / tail;
    return (day.expected_shortfall - day.value_at_risk - beyond) / day.expected_shortfall;
  };
  double mean = 0.0, squares = 0.0;
  for (const ForecastDay& day : days) mean += score(day);
  mean /= n;
  for (const ForecastDay& day : days) squares = fma(score(day) - mean, score(day) - mean, squares);
  const double error = __builtin_sqrt(squares / product(n, n - 1.0));
  return {mean, normal_cdf(mean / error)};
}

}  // namespace bulwark::BULWARK_TARGET
