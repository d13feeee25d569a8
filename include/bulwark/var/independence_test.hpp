#pragma once

#include "bulwark/var/coverage_test.hpp"

namespace bulwark::inline v1 {

/// Days counted by whether the day before was an exception and whether they were one.
struct ExceptionPairs {
  Index neither = 0;
  Index second = 0;  ///< an exception after a calm day
  Index first = 0;   ///< a calm day after an exception
  Index both = 0;

  /// Those of `days` days, of which `is_exception(day)` says what they were.
  template <class IsException>
  static constexpr ExceptionPairs of(Index days, IsException is_exception) {
    ExceptionPairs pairs;
    for (Index day = 1; day < days; ++day) {
      const bool before = is_exception(day - 1), now = is_exception(day);
      ++(before ? (now ? pairs.both : pairs.first) : (now ? pairs.second : pairs.neither));
    }
    return pairs;
  }

  constexpr Index days() const noexcept { return neither + second + first + both; }
  constexpr Index exceptions() const noexcept { return second + both; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Whether an exception is as likely after one as after a calm day. Source: Christoffersen (1998), "Evaluating interval forecasts".
inline LikelihoodRatio independence_test(const ExceptionPairs& pairs) noexcept {
  const auto number = [](Index count) { return static_cast<double>(count); };
  const double all = number(pairs.days()), hits = number(pairs.exceptions()), calm = all - hits;
  const auto row = [&](Index quiet, Index hit) {
    const double share = number(quiet + hit) / all;
    return gain(number(quiet), product(share, calm)) + gain(number(hit), product(share, hits));
  };
  const double statistic = row(pairs.neither, pairs.second) + row(pairs.first, pairs.both);
  return {statistic, chi_squared_tail<1>(statistic)};
}

/// Both at once: as many as there should be, and independent of each other. Counts the days that have a day before.
inline LikelihoodRatio conditional_coverage_test(const ExceptionPairs& pairs, double tail) noexcept {
  const double statistic = coverage_test(pairs.exceptions(), pairs.days(), tail).statistic + independence_test(pairs).statistic;
  return {statistic, chi_squared_tail<2>(statistic)};
}

}  // namespace bulwark::BULWARK_TARGET
