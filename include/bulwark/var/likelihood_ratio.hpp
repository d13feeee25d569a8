#pragma once

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// How much better the facts fit when a hypothesis is dropped, and how likely as much or more is where it holds.
struct LikelihoodRatio {
  double statistic;  ///< twice the gain in log-likelihood, >= 0
  double p_value;

  constexpr bool rejects(double significance = 0.05) const noexcept { return p_value < significance; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What events that were `observed` so often and `expected` so often add to the statistic: 2 (observed ln(observed / expected) - observed +
/// expected), >= 0. The last two terms vanish where all observed are as many as all expected, and until then keep the rounding of what was
/// expected from counting. NaN where something was observed that could not be.
inline double gain(double observed, double expected) noexcept {
  const double apart = expected - observed;
  const double half = observed == 0.0 ? apart : fma(observed, log_ratio(observed, expected), apart);
  return product(2.0, greatest(0.0, half));
}

}  // namespace bulwark::BULWARK_TARGET
