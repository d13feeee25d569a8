#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// Returns that are calm or wild, and stay so for a while: normal, mean zero, with one of two deviations.
struct TwoRegimes {
  double calm_deviation;  ///< per step, > 0
  double wild_deviation;  ///< per step, > calm_deviation
  double calm_to_wild;    ///< probability per step, in (0, 1)
  double wild_to_calm;    ///< the same
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How often it is wild in the long run; where to start.
inline double long_run_wild(const TwoRegimes& rule) noexcept { return rule.calm_to_wild / (rule.calm_to_wild + rule.wild_to_calm); }

/// How likely the next step is wild, given how likely the last one was.
inline double next_wild(const TwoRegimes& rule, double wild) noexcept {
  return fma(wild, 1.0 - rule.wild_to_calm - rule.calm_to_wild, rule.calm_to_wild);
}

/// How likely this step was wild after its return is seen, given how likely the last one was: in (0, 1] for any return. Filtered: nothing
/// that came later is used. Source: Hamilton, "A new approach to the economic analysis of nonstationary time series and the business cycle"
/// (1989), (5) to (8), with two variances.
inline double wild_after(const TwoRegimes& rule, double wild, double move) noexcept {
  const double before = next_wild(rule, wild);
  const double z_calm = move / rule.calm_deviation, z_wild = move / rule.wild_deviation;
  // a difference of squares as a product: one term alone may overflow, and must not say "calm"
  const double log_ratio = product(product(0.5, z_calm - z_wild), z_calm + z_wild);
  // The calm one's share shrinks to nothing without the wild one's overflowing.
  const double calm_share = product(product((1.0 - before) / before, rule.wild_deviation / rule.calm_deviation), exp(-log_ratio));
  return 1.0 / (1.0 + calm_share);
}

/// The variance of the next step, given how likely this one was wild.
inline double regime_variance(const TwoRegimes& rule, double wild) noexcept {
  const double share = next_wild(rule, wild), calm = product(rule.calm_deviation, rule.calm_deviation);
  return fma(share, fma(rule.wild_deviation, rule.wild_deviation, -calm), calm);
}

inline Faults faults(const TwoRegimes& rule) {
  Faults found;
  if (!(rule.calm_deviation > 0.0)) report(found, FaultCode::not_positive, "two_regimes.calm_deviation", {}, rule.calm_deviation);
  if (!(rule.wild_deviation > rule.calm_deviation && is_finite(rule.wild_deviation)))
    report(found, FaultCode::out_of_range, "two_regimes.wild_deviation", {}, rule.wild_deviation);
  if (!(rule.calm_to_wild > 0.0 && rule.calm_to_wild < 1.0))
    report(found, FaultCode::out_of_range, "two_regimes.calm_to_wild", {}, rule.calm_to_wild);
  if (!(rule.wild_to_calm > 0.0 && rule.wild_to_calm < 1.0))
    report(found, FaultCode::out_of_range, "two_regimes.wild_to_calm", {}, rule.wild_to_calm);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
