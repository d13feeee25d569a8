#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether the margin that is called for can still be met: calls that many times outgrow what is prefunded are a forecast of defaults, not
/// of payments, and a venue that makes them stops first (LME nickel, 8 March 2022: calls of 19.75 bn against a fund of 1.1 bn).
struct CallCapacity {
  double most;  ///< calls / prefunded resources that are still good, > 0

  /// Both in quote. NaN for nothing against nothing.
  constexpr double ratio(double calls, double prefunded) const noexcept { return calls / prefunded; }

  /// Also where either is unknown or negative.
  constexpr bool is_breached(double calls, double prefunded) const noexcept {
    return !(calls >= 0.0 && prefunded >= 0.0 && calls <= product(most, prefunded));
  }

  Faults faults() const {
    Faults found;
    if (!(most > 0.0 && is_finite(most))) report(found, FaultCode::not_positive, "call_capacity.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
