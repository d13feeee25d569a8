#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A buffer on what is calculated, which a rise drains before it reaches anybody: what is charged stays where it was for as long as that is
/// between what is calculated and that with the whole buffer; afterwards the buffer fills again by a share of what it lacks each day.
/// State: what was charged. Source: Regulation (EU) 153/2013, article 28(1)(a): at least 25 %, "temporarily exhausted in periods where
/// calculated margin requirements are rising significantly". How it is drained and filled again is the venue's (here: *assumed*).
struct DrainedBuffer {
  double buffer = 0.25;  ///< share of what is calculated, >= 0
  double refill = 0.05;  ///< of what the buffer lacks, per day, in [0, 1]

  /// What is calculated with the whole buffer: what is charged on the first day, and the most that ever is.
  double whole(double calculated) const noexcept { return fma(buffer, calculated, calculated); }

  /// What is charged after a day on which `charged` was: never below what is calculated, never above it with the whole buffer. Both are
  /// requirements or both ratios, >= 0; NaN in, NaN out.
  double next(double charged, double calculated) const noexcept {
    const double most = whole(calculated), held = least(most, greatest(calculated, charged));
    return fma(refill, most - held, held);
  }

  Faults faults() const {
    Faults found;
    if (!(buffer >= 0.0 && is_finite(buffer))) report(found, FaultCode::negative, "drained_buffer.buffer", {}, buffer);
    if (!(refill >= 0.0 && refill <= 1.0)) report(found, FaultCode::out_of_range, "drained_buffer.refill", {}, refill);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
