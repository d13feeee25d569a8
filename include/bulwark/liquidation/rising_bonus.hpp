#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A bonus that grows as health falls: `first` at health 1 and above, `last` at `health_of_last` and below, linear between.
/// Source: Aave v4 documentation (2025), where first = liquidationBonusFactor x last. *Assumed*: what is interpolated is the bonus without
/// the repayment itself.
struct RisingBonus {
  double first;           ///< fraction on top of what is repaid
  double last;            ///< the same, >= first
  double health_of_last;  ///< in (0, 1)

  double at(double health) const noexcept {
    const double way = greatest(0.0, least(1.0, (1.0 - health) / (1.0 - health_of_last)));
    return fma(last - first, way, first);
  }

  Faults faults() const {
    Faults found;
    if (!(first >= 0.0 && is_finite(first))) report(found, FaultCode::out_of_range, "rising_bonus.first", {}, first);
    if (!(last >= first && is_finite(last))) report(found, FaultCode::out_of_range, "rising_bonus.last", {}, last);
    if (!(health_of_last > 0.0 && health_of_last < 1.0))
      report(found, FaultCode::out_of_range, "rising_bonus.health_of_last", {}, health_of_last);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
