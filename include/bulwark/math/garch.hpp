#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A variance that reacts to returns and reverts to its mean: GARCH(1,1). State in, state out.
struct Garch {
  double constant;  ///< variance per step, > 0
  double reaction;  ///< to the last squared return (alpha), >= 0
  double memory;    ///< of the last variance (beta), >= 0; reaction + memory below 1
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The variance after one more return (mean zero). Source: Bollerslev (1986), (2).
inline double garch_variance(const Garch& rule, double variance, double move) noexcept {
  return fma(rule.memory, variance, fma(product(rule.reaction, move), move, rule.constant));
}

/// Where the variance reverts to; NaN or negative where it reverts to nothing.
inline double long_run_variance(const Garch& rule) noexcept { return rule.constant / (1.0 - rule.reaction - rule.memory); }

/// The variance expected over the next `steps` (>= 0) in sum, given that of the first: not `steps` times it.
/// Source: Hull, "Options, futures, and other derivatives", 23.6; the geometric sum added step by step.
inline double garch_variance_over(const Garch& rule, double variance, Index steps) noexcept {
  double sum = 0.0;
  for (Index step = 0; step < steps; ++step) {
    sum += variance;
    variance = fma(rule.reaction + rule.memory, variance, rule.constant);
  }
  return sum;
}

inline Faults faults(const Garch& rule) {
  Faults found;
  if (!(rule.constant > 0.0 && is_finite(rule.constant))) report(found, FaultCode::not_positive, "garch.constant", {}, rule.constant);
  if (!(rule.reaction >= 0.0)) report(found, FaultCode::negative, "garch.reaction", {}, rule.reaction);
  if (!(rule.memory >= 0.0)) report(found, FaultCode::negative, "garch.memory", {}, rule.memory);
  if (!(rule.reaction + rule.memory < 1.0)) report(found, FaultCode::out_of_range, "garch.persistence", {}, rule.reaction + rule.memory);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
