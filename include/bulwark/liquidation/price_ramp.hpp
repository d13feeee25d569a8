#pragma once

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// What is offered for taking over a position: from `first` to `last`, linear in time, and never more than `last`.
/// Source: Opyn Gamma `MarginCalculator._getDebtPrice` (GammaProtocol at 1093771, 2022).
struct PriceRamp {
  double first;
  double last;
  std::chrono::seconds length;  ///< > 0

  /// Domain: elapsed >= 0.
  double at(std::chrono::seconds elapsed) const noexcept {
    if (elapsed >= length) return last;
    const double way = static_cast<double>(elapsed.count()) / static_cast<double>(length.count());
    return least(last, fma(last - first, way, first));
  }

  Faults faults() const {
    Faults found;
    if (!is_finite(first)) report(found, FaultCode::not_finite, "price_ramp.first", {}, first);
    if (!is_finite(last)) report(found, FaultCode::not_finite, "price_ramp.last", {}, last);
    if (length.count() <= 0) report(found, FaultCode::not_positive, "price_ramp.length", {}, static_cast<double>(length.count()));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
