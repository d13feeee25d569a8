#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/oracle/oracle_print.hpp"
#include "bulwark/oracle/trust.hpp"

namespace bulwark::BULWARK_TARGET {

/// How wide a source's interval may be. A width that is not a number is no certainty: the price is invalid.
struct ConfidenceLimit {
  double widest;  ///< half-width / price that is still good; Drift v2's default is 0.02

  Trust trust(const OraclePrint& print) const noexcept {
    if (!(print.confidence >= 0.0 && is_finite(print.confidence) && print.price > 0.0)) return Trust::invalid;
    return print.confidence <= product(widest, print.price) ? Trust::trusted : Trust::uncertain;
  }

  Faults faults() const {
    Faults found;
    if (!(widest >= 0.0 && is_finite(widest))) report(found, FaultCode::negative, "confidence_limit.widest", {}, widest);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
