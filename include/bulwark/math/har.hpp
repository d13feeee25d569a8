#pragma once

#include <array>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// The realised variances of the last 22 days, as a ring.
struct RealisedVariances {
  std::array<double, 22> variance{};
  Index days = 0;  ///< that were seen so far

  /// With one more day's.
  constexpr RealisedVariances after(double of_day) const noexcept {
    RealisedVariances then = *this;
    then.variance[static_cast<std::size_t>(days % 22)] = of_day;
    ++then.days;
    return then;
  }
};

/// Tomorrow's variance from those of the last day, week (5 days) and month (22): long memory from three terms.
/// Source: Corsi, "A simple approximate long-memory model of realized volatility" (2009), (9), here of variances.
struct Har {
  double constant;  ///< variance per day, >= 0
  double day;       ///< weights, each >= 0 and below 1 together, so that it reverts
  double week;
  double month;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The mean of the last `count` days (1 to 22); NaN before there were so many.
inline double mean_variance(const RealisedVariances& seen, Index count) noexcept {
  if (seen.days < count) return __builtin_nan("");
  double sum = 0.0;
  for (Index i = 1; i <= count; ++i) sum += seen.variance[static_cast<std::size_t>((seen.days - i) % 22)];
  return sum / static_cast<double>(count);
}

/// The variance expected of the next day; NaN before 22 were seen.
inline double har_variance(const Har& rule, const RealisedVariances& seen) noexcept {
  const double week = fma(rule.week, mean_variance(seen, 5), rule.constant);
  return fma(rule.day, mean_variance(seen, 1), fma(rule.month, mean_variance(seen, 22), week));
}

/// The sum of the variances expected of the next `days` (>= 0), each from those before it.
inline double har_variance_over(const Har& rule, RealisedVariances seen, Index days) noexcept {
  double sum = 0.0;
  for (Index day = 0; day < days; ++day) {
    const double next = har_variance(rule, seen);
    sum += next;
    seen = seen.after(next);
  }
  return sum;
}

inline Faults faults(const Har& rule) {
  Faults found;
  if (!(rule.constant >= 0.0 && is_finite(rule.constant))) report(found, FaultCode::negative, "har.constant", {}, rule.constant);
  if (!(rule.day >= 0.0)) report(found, FaultCode::negative, "har.day", {}, rule.day);
  if (!(rule.week >= 0.0)) report(found, FaultCode::negative, "har.week", {}, rule.week);
  if (!(rule.month >= 0.0)) report(found, FaultCode::negative, "har.month", {}, rule.month);
  const double sum = rule.day + rule.week + rule.month;
  if (!(sum < 1.0)) report(found, FaultCode::out_of_range, "har.persistence", {}, sum);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
