#pragma once

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// The share of its worth that an auction asks for: falls linearly to a cutoff, then linearly and more slowly to nothing.
/// Source: Derive v2 Dutch auction (v2-core at 7736900, 2026).
struct TwoSpeedDiscount {
  double start;                    ///< share asked at once, <= 1
  double cutoff;                   ///< share asked after `fast`; <= start
  std::chrono::milliseconds fast;  ///< > 0
  std::chrono::milliseconds slow;  ///< > 0

  constexpr std::chrono::milliseconds length() const noexcept { return fast + slow; }
  bool is_over(std::chrono::milliseconds elapsed) const noexcept { return elapsed >= length(); }

  /// Limits: `start` before it begins, 0 when it is over.
  double share(std::chrono::milliseconds elapsed) const noexcept {
    if (elapsed <= elapsed.zero()) return start;
    if (elapsed < fast) return fma(cutoff - start, part(elapsed, fast), start);
    return is_over(elapsed) ? 0.0 : fma(-cutoff, part(elapsed - fast, slow), cutoff);
  }

  Faults faults() const {
    Faults found;
    if (!(start > 0.0 && start <= 1.0)) report(found, FaultCode::out_of_range, "two_speed_discount.start", {}, start);
    if (!(cutoff >= 0.0 && cutoff <= start)) report(found, FaultCode::out_of_range, "two_speed_discount.cutoff", {}, cutoff);
    for (const std::chrono::milliseconds phase : {fast, slow})
      if (phase <= phase.zero())
        report(found, FaultCode::not_positive, "two_speed_discount.length", {}, static_cast<double>(phase.count()));
    return found;
  }

 private:
  static double part(std::chrono::milliseconds elapsed, std::chrono::milliseconds of) noexcept {
    return static_cast<double>(elapsed.count()) / static_cast<double>(of.count());
  }
};

}  // namespace bulwark::BULWARK_TARGET
