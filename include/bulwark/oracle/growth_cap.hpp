#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/oracle/trust.hpp"

namespace bulwark::inline v1 {

/// A rate under its cap.
struct CappedRate {
  double rate;  ///< the lower of rate and cap; NaN where either is unknown
  double cut;   ///< share of the rate that the cap takes away, in [0, 1)
  Trust trust;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The most that an exchange rate can have grown to since it was last written down: whoever inflates a vault borrows no more for it.
/// Source: Aave, `PriceCapAdapterBase` (bgd-labs/aave-capo, 2024): snapshot + growth x time. A cap that cuts deeper than `tolerance`
/// contradicts the rate, and takes from holders what they have: it makes the price suspect instead of liquidating them (Aave,
/// 10 March 2026: snapshot and time out of step, 2.85 % cut, 34 accounts liquidated).
struct GrowthCap {
  double snapshot;   ///< the rate when it was written down, > 0
  Timestamp taken;   ///< when; the two belong together
  double growth;     ///< share of the snapshot per year, >= 0
  double tolerance;  ///< share of a rate that may be cut without a word, in [0, 1)

  /// NaN before the snapshot was taken.
  double cap(Timestamp now) const noexcept {
    if (now < taken) return std::numeric_limits<double>::quiet_NaN();
    return product(snapshot, fma(growth, years_between(taken, now), 1.0));
  }

  CappedRate capped(double rate, Timestamp now) const noexcept {
    const double most = cap(now);
    if (!(rate > 0.0 && is_finite(rate) && most > 0.0)) {
      const double unknown = std::numeric_limits<double>::quiet_NaN();
      return {unknown, unknown, Trust::invalid};
    }
    const double cut = greatest(0.0, (rate - most) / rate);
    return {least(rate, most), cut, cut <= tolerance ? Trust::trusted : Trust::suspect};
  }

  Faults faults() const {
    Faults found;
    if (!(snapshot > 0.0 && is_finite(snapshot))) report(found, FaultCode::not_positive, "growth_cap.snapshot", {}, snapshot);
    if (!(growth >= 0.0 && is_finite(growth))) report(found, FaultCode::negative, "growth_cap.growth", {}, growth);
    if (!(tolerance >= 0.0 && tolerance < 1.0)) report(found, FaultCode::out_of_range, "growth_cap.tolerance", {}, tolerance);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
