#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

// The coherent shortfall is the mean over scenarios of v + max(loss - v, 0) / tail, v the value at risk, and to first order it does not
// matter how well v is known. So its standard error is that of a mean. Source: Manistre, Hancock, "Variance of the CTE estimator" (2005),
// eq. 3.2. Profits are one per scenario, `tail` in (0, 1), losses positive. Rests on scenarios that are independent; overlapping days
// scatter more. Too small where the tail holds less than about ten scenarios: what never happened scatters nothing. NaN where a number is,
// or there is one scenario or none.

namespace bulwark::BULWARK_TARGET {

/// Standard error of the mean of `term(scenario)`.
template <class Term>
double mean_error(Index count, const Term& term) noexcept {
  const auto n = static_cast<double>(count);
  double mean = 0.0, squares = 0.0;
  for (Index s = 0; s < count; ++s) mean += term(s);
  mean /= n;
  for (Index s = 0; s < count; ++s) {
    const double apart = term(s) - mean;
    squares = fma(apart, apart, squares);
  }
  return __builtin_sqrt(squares / product(n, n - 1.0));
}

/// Of the coherent expected shortfall, given the value at risk.
inline double shortfall_error(std::span<const double> profits, double value_at_risk, double tail) noexcept {
  return mean_error(std::ssize(profits),
                    [&](Index s) { return greatest(0.0, -profits[static_cast<std::size_t>(s)] - value_at_risk) / tail; });
}

/// Of what a trade adds to it, `before` and `after` under the same scenarios: most of what both share cancels.
inline double incremental_shortfall_error(std::span<const double> before, double value_at_risk_before, std::span<const double> after,
                                          double value_at_risk_after, double tail) noexcept {
  return mean_error(std::ssize(before), [&](Index s) {
    const auto i = static_cast<std::size_t>(s);
    return (greatest(0.0, -after[i] - value_at_risk_after) - greatest(0.0, -before[i] - value_at_risk_before)) / tail;
  });
}

/// Of a leg's contribution to it: `profits` of the leg, `book` of all, `at_quantile` the leg's contribution to the value at risk
/// (smoothed).
inline double contribution_error(std::span<const double> profits, std::span<const double> book, double value_at_risk, double at_quantile,
                                 double tail) noexcept {
  return mean_error(std::ssize(profits), [&](Index s) {
    const auto i = static_cast<std::size_t>(s);
    return product(-book[i] >= value_at_risk ? 1.0 : 0.0 * book[i], -profits[i] - at_quantile) / tail;
  });
}

}  // namespace bulwark::BULWARK_TARGET
