#pragma once

#include "bulwark/var/independence_test.hpp"
#include "bulwark/var/shortfall_test.hpp"

namespace bulwark::inline v1 {

/// What a history of forecasts, or of requirements taken as ones, comes to. Money in quote.
struct Backtest {
  Index days = 0;
  Index exceptions = 0;
  double mean_value_at_risk = 0.0;
  double mean_excess = 0.0;   ///< of losses over the value at risk, on the days of exceptions; 0 without
  double worst_excess = 0.0;  ///< the largest of them: what a book margined at the value at risk would have left unpaid
  Index worst_day = -1;       ///< its number
  LikelihoodRatio coverage{};
  LikelihoodRatio independence{};
  LikelihoodRatio conditional_coverage{};  ///< of the days that have one before
  double conditional_shortfall = 0.0;      ///< Acerbi and Szekely's first statistic; NaN without exceptions
  double unconditional_shortfall = 0.0;    ///< their second
  ShortfallTest minimally_biased{};
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// All tests of one history at once; `tail` in (0, 1) is that of the forecasts, oldest first. A day with a number that is none makes the
/// money and the shortfall statistics NaN; a day's exception then counts as none.
inline Backtest backtest(std::span<const ForecastDay> days, double tail) noexcept {
  Backtest summary{.days = std::ssize(days)};
  double excess = 0.0;
  for (const ForecastDay& day : days) {
    const double over = greatest(0.0, -day.profit - day.value_at_risk);
    summary.mean_value_at_risk += day.value_at_risk / static_cast<double>(days.size());
    summary.exceptions += is_exception(day) ? 1 : 0;
    if (over > summary.worst_excess) summary.worst_day = &day - days.data();
    summary.worst_excess = greatest(over, summary.worst_excess);
    excess += over;
  }
  summary.mean_excess = summary.exceptions > 0 ? excess / static_cast<double>(summary.exceptions) : excess;
  const auto pairs = ExceptionPairs::of(summary.days, [&](Index day) { return is_exception(days[static_cast<std::size_t>(day)]); });
  summary.coverage = coverage_test(summary.exceptions, summary.days, tail);
  summary.independence = independence_test(pairs);
  summary.conditional_coverage = conditional_coverage_test(pairs, tail);
  summary.conditional_shortfall = conditional_shortfall_statistic(days);
  summary.unconditional_shortfall = shortfall_statistic(days, tail);
  summary.minimally_biased = minimally_biased_test(days, tail);
  return summary;
}

}  // namespace bulwark::BULWARK_TARGET
