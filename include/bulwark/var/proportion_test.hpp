#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/chi_squared.hpp"

namespace bulwark::BULWARK_TARGET {

/// How likely a count of exceptions as far from the expected one or farther is, by the normal law and corrected for continuity by half an
/// exception: weaker than `coverage_test`, and often taken for it. `tail` in (0, 1), `days` > 0.
/// Source: Yates (1934), as R's prop.test has it.
inline double proportion_p_value(Index exceptions, Index days, double tail) noexcept {
  const double expected = product(static_cast<double>(days), tail), apart = magnitude(static_cast<double>(exceptions) - expected);
  const double beyond = greatest(0.0, apart - 0.5);
  return chi_squared_tail<1>(product(beyond, beyond) / product(expected, 1.0 - tail));
}

}  // namespace bulwark::BULWARK_TARGET
