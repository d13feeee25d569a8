#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an uncertain price costs: nothing from a threshold of certainty on, below it factor x missing certainty, as a share of what the
/// price is of; the charge sets in with a jump. Source: Derive v2, oracle contingencies of the managers (v2-core at 7736900, 2026).
struct Doubt {
  double threshold = 0.0;  ///< certainty from which there is none, in [0, 1]; 0: never any
  double factor = 0.0;     ///< per unit of certainty that is missing

  double share(double certainty) const noexcept { return certainty >= threshold ? 0.0 : product(1.0 - certainty, factor); }

  Faults faults() const {
    Faults found;
    if (!(threshold >= 0.0 && threshold <= 1.0)) report(found, FaultCode::out_of_range, "doubt.threshold", {}, threshold);
    if (!(factor >= 0.0 && is_finite(factor))) report(found, FaultCode::out_of_range, "doubt.factor", {}, factor);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
