#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// How an asset, a bridge, a stable coin or a protocol may fail: at a constant intensity, all at once, and not again.
struct Failure {
  double per_year = 0.0;  ///< expected number while it stands, >= 0
  double recovery = 0.0;  ///< what is left, share of what it was worth, in [0, 1]
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// That it stands after so many years; NaN for a negative time or intensity.
inline double survival(const Failure& failure, double years) noexcept {
  return failure.per_year >= 0.0 && years >= 0.0 ? exp(-product(failure.per_year, years)) : __builtin_nan("");
}

/// That it has failed by then: the complement, with all its digits.
inline double failure_probability(const Failure& failure, double years) noexcept {
  return failure.per_year >= 0.0 && years >= 0.0 ? -expm1(-product(failure.per_year, years)) : __builtin_nan("");
}

/// The intensity behind a probability in [0, 1) over some years. Infinite for a certainty.
inline double intensity_of(double probability, double years) noexcept { return -log1p(-probability) / years; }

/// The intensity that pays for itself: a spread per year, continuous, earned on what loses 1 - recovery when it fails.
/// Source: Hull, the "credit triangle", exact for a spread paid continuously on what is left.
inline double intensity_of_spread(double per_year, double recovery) noexcept { return per_year / (1.0 - recovery); }

/// That a coin which trades below its peg loses it, as its price says: price = peg (1 - p) + recovery peg p, without discount or premium
/// for risk. Limits: 0 at or above the peg, 1 at or below the recovery; NaN where a number is.
inline double depeg_probability(double price, double recovery, double peg = 1.0) noexcept {
  return greatest(0.0, least(1.0, (peg - price) / product(peg, 1.0 - recovery)));
}

/// What stands only while all of several things do (a wrapped coin: its coin, its bridge, its custodian) fails when the first of them does:
/// intensities add, and the recovery is that of whichever comes first. The causes are independent. Nothing named never fails.
inline Failure first_of(std::span<const Failure> causes) noexcept {
  Failure all{.per_year = 0.0, .recovery = 1.0};
  double recovered = 0.0;
  for (const Failure& cause : causes) {
    all.per_year += cause.per_year;
    recovered = fma(cause.per_year, cause.recovery, recovered);
  }
  if (all.per_year != 0.0) all.recovery = recovered / all.per_year;
  return all;
}

inline Faults faults(const Failure& failure, Where where = {}) {
  Faults found;
  if (!is_finite(failure.per_year))
    report(found, FaultCode::not_finite, "failure.per_year", where, failure.per_year);
  else if (failure.per_year < 0.0)
    report(found, FaultCode::negative, "failure.per_year", where, failure.per_year);
  if (!(failure.recovery >= 0.0 && failure.recovery <= 1.0))
    report(found, FaultCode::out_of_range, "failure.recovery", where, failure.recovery);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
