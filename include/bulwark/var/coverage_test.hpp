#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/chi_squared.hpp"
#include "bulwark/var/likelihood_ratio.hpp"

namespace bulwark::inline v1 {

/// A range of counts.
struct CountRange {
  Index least;
  Index most;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Whether `exceptions` in `days` (> 0) are as many as a value at risk of this tail, in (0, 1), should have, whenever they came.
/// Source: Kupiec (1995), "Techniques for verifying the accuracy of risk measurement models", proportion of failures.
inline LikelihoodRatio coverage_test(Index exceptions, Index days, double tail) noexcept {
  const double n = static_cast<double>(days), x = static_cast<double>(exceptions);
  const double statistic = gain(x, product(n, tail)) + gain(n - x, product(n, 1.0 - tail));
  return {statistic, chi_squared_tail<1>(statistic)};
}

/// The counts of exceptions around the expected one that the test does not reject; none, least > most, where it rejects its neighbours.
inline CountRange accepted_exceptions(Index days, double tail, double significance = 0.05) noexcept {
  const auto expected = static_cast<Index>(product(static_cast<double>(days), tail));
  const auto is_accepted = [&](Index x) { return x >= 0 && x <= days && !coverage_test(x, days, tail).rejects(significance); };
  CountRange range{expected, expected + 1};
  while (is_accepted(range.least - 1)) --range.least;
  while (is_accepted(range.most + 1)) ++range.most;
  if (!is_accepted(range.least)) ++range.least;
  if (!is_accepted(range.most)) --range.most;
  return range;
}

}  // namespace bulwark::BULWARK_TARGET
