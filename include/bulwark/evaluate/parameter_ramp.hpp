#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// From an old parameter to a new one in a line over `length`, so that no tick is a cliff: between two ticks t apart the parameter moves by
/// at most t / length of the way. Monotone in time, and exact at both ends. Source for the form: Euler v2, `LTVConfig` (euler-vault-kit,
/// 2024): a lowered liquidation threshold falls linearly over the ramp, while the one for borrowing applies at once.
struct ParameterRamp {
  Timestamp from;
  std::chrono::milliseconds length;

  /// How much of the new holds, in [0, 1].
  double share(Timestamp now) const noexcept {
    return least(1.0, greatest(0.0, milliseconds_between(from, now) / static_cast<double>(length.count())));
  }

  /// The parameter at a tick. NaN where either is.
  double at(Timestamp now, double old_value, double new_value) const noexcept {
    const double part = share(now), line = fma(part, new_value - old_value, old_value);
    if (part == 1.0) return new_value + 0.0 * line;
    return least(greatest(line, least(old_value, new_value)), greatest(old_value, new_value));
  }

  Faults faults() const {
    Faults found;
    if (length.count() <= 0) report(found, FaultCode::not_positive, "parameter_ramp.length", {}, seconds_of(length));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
