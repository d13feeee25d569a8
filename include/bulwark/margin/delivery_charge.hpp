#pragma once

#include "bulwark/margin/by_expiry.hpp"

namespace bulwark::BULWARK_TARGET {

/// A charge on the net delta of a month that is being delivered, or soon will be.
/// Source: CME SPAN, spot month (delivery) charge (2019). *Assumed*: one rate, whether the month stands alone or in a spread.
struct DeliveryCharge {
  double years = 0.0;   ///< to expiry, below which a month is charged
  double charge = 0.0;  ///< quote per unit of delta

  Requirement of_expiry(const ValuedAccount&, const ExpiryRun& run) const noexcept {
    double delta = 0.0;
    for (const ValuedPosition& p : run)
      if (p.terms.expiry != perpetual && p.terms.years < years) delta += p.delta;
    const double charged = product(magnitude(delta), charge);
    return {.initial = charged, .maintenance = charged};
  }

  Faults faults() const {
    Faults found;
    if (!(years >= 0.0 && is_finite(years))) report(found, FaultCode::out_of_range, "delivery_charge.years", {}, years);
    if (!(charge >= 0.0 && is_finite(charge))) report(found, FaultCode::out_of_range, "delivery_charge.charge", {}, charge);
    return found;
  }
};
static_assert(ExpiryRule<DeliveryCharge>);

}  // namespace bulwark::BULWARK_TARGET
