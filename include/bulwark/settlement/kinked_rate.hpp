#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// What borrowers pay: rises with the share of deposits that is borrowed, and beyond a kink more steeply. Rates per year, continuous.
/// Source: Derive v2 interest rate model (v2-core at 7736900, 2026); most lending pools use the form.
struct KinkedRate {
  double base;         ///< with nothing borrowed
  double slope;        ///< per unit of utilisation, up to the kink
  double steep_slope;  ///< the same beyond; >= slope
  double kink;         ///< utilisation, in [0, 1]

  /// At `borrowed` of `supplied` (both >= 0). Limits: `base` where nothing is borrowed.
  double per_year(double borrowed, double supplied) const noexcept {
    const double utilisation = borrowed == 0.0 ? 0.0 : borrowed / supplied;
    return fma(steep_slope, greatest(0.0, utilisation - kink), fma(slope, least(utilisation, kink), base));
  }

  /// Interest on one unit of debt at a constant rate: e^(rate x years) - 1.
  static double interest(double per_year, double years) noexcept { return expm1(product(per_year, years)); }

  Faults faults() const {
    Faults found;
    if (!(base >= 0.0 && is_finite(base))) report(found, FaultCode::out_of_range, "kinked_rate.base", {}, base);
    if (!(slope >= 0.0 && is_finite(slope))) report(found, FaultCode::out_of_range, "kinked_rate.slope", {}, slope);
    if (!(steep_slope >= slope && is_finite(steep_slope)))
      report(found, FaultCode::out_of_range, "kinked_rate.steep_slope", {}, steep_slope);
    if (!(kink >= 0.0 && kink <= 1.0)) report(found, FaultCode::out_of_range, "kinked_rate.kink", {}, kink);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
