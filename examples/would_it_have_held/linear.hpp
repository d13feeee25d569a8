#pragma once

#include <string>
#include <vector>

#include "bulwark/margin/charged_forecast.hpp"
#include "bulwark/margin/floored_variance.hpp"
#include "bulwark/margin/ratio_forecast.hpp"
#include "bulwark/margin/stressed_forecast.hpp"
#include "bulwark/var/backtest.hpp"
#include "bulwark/var/delta_normal_forecast.hpp"
#include "bulwark/var/deviation_forecast.hpp"
#include "bulwark/var/filtered_forecast.hpp"
#include "bulwark/var/linear_profits.hpp"
#include "bulwark/var/normal_tail.hpp"
#include "bulwark/var/walk.hpp"
#include "fitted.hpp"
#include "history.hpp"

namespace held {

/// A book of gross notional one, held anew each day.
struct LinearBook {
  std::string name;
  const DailyHistory* history;
  std::vector<double> exposure;  ///< by asset
};

/// A method or policy, and one forecast for each day of a history.
struct Walked {
  std::string name;
  std::vector<ForecastDay> days;
};

inline constexpr const char* methods[] = {"historical", "age-weighted", "EWMA normal", "FHS EWMA",
                                          "FHS GARCH",  "delta-normal", "jump mixture"};

/// One-day value at risk by every method.
inline std::vector<Walked> by_method(const LinearBook& book, const std::vector<double>& profits, const Fitted& fitted) {
  const WindowForecast window{.most = 500, .least = 60, .tail = tail};
  WindowForecast aged = window;
  aged.decay = 0.99;
  const VarReport normal = normal_tail(0.0, 1.0, tail);
  std::vector<std::span<const double>> rows;
  for (std::size_t day = 0; day < book.history->days(); ++day) rows.push_back(book.history->row(day));
  const DeltaNormalForecast delta{.delta = book.exposure, .decay = 0.97, .tail = tail};
  return {{methods[0], walk(window, profits)},
          {methods[1], walk(aged, profits)},
          {methods[2], walk(DeviationForecast<EwmaVariance>{{}, normal}, profits)},
          {methods[3], walk(FilteredForecast<EwmaVariance>{{}, window}, profits)},
          {methods[4], walk(FilteredForecast<GarchVariance>{{fitted.garch}, window}, profits)},
          {methods[5], walk(delta, rows, [&](std::span<const double>, Index day) { return profits[static_cast<std::size_t>(day)]; })},
          {methods[6], walk(DeviationForecast<EwmaVariance>{{}, fitted.jumps}, profits)}};
}

/// Margins; each is scaled to the same mean afterwards, so that their multiples do not matter. The caps are those of a share.
inline std::vector<Walked> by_policy(const std::vector<double>& profits, const Fitted& fitted) {
  const VolatilityRatio ratio{.multiple = 3.0};
  const RatioForecast<EwmaVariance> ewma{{.decay = 0.97}, ratio};
  const double stressed = ratio.ratio(fitted.stressed_square);
  return {{"static grid", walk(FixedForecast{0.15}, profits)},
          {"EWMA", walk(ewma, profits)},
          {"GARCH", walk(RatioForecast<GarchVariance>{{fitted.garch}, ratio}, profits)},
          {"HAR", walk(RatioForecast<HarVariance>{{fitted.har}, ratio}, profits)},
          {"predictive", walk(RatioForecast<LeadingVariance>{{.forecast = fitted.leading}, ratio}, profits)},
          {"EWMA, 25 % buffer", walk(ChargedForecast<RatioForecast<EwmaVariance>, DrainedBuffer>{ewma, {}}, profits)},
          {"EWMA, 25 % stressed", walk(StressedForecast<RatioForecast<EwmaVariance>>{.policy = ewma, .stressed = stressed}, profits)},
          {"EWMA, 10-year floor", walk(RatioForecast<FlooredVariance<EwmaVariance>>{{{.decay = 0.97}, {}}, ratio}, profits)}};
}

/// The days of a walk that are known, from `first` on.
inline std::vector<ForecastDay> known_from(const std::vector<ForecastDay>& days, std::size_t first) {
  return known_days(std::span{days}.subspan(std::min(first, days.size())));
}

}  // namespace held
