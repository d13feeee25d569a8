#pragma once

#include <limits>

#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How fast a requirement may move: a rise in steps that members can pay, a fall in steps that do not have to be taken back. By default a
/// rise is immediate: whoever paces it carries the loss meanwhile, so the pace is a choice to be backtested, and not the margin's.
/// State: what was charged.
struct PacedRatio {
  double rise = std::numeric_limits<double>::infinity();  ///< at most this share of it a step, > 0
  double fall = 0.05;                                     ///< the same, in [0, 1)

  /// What is charged after `charged` was, when `wanted` would be; both >= 0. NaN in, NaN out. An infinite rise is no limit, nor is a share
  /// of nothing: after a charge of 0 the rise is immediate, or it would stay 0 for ever.
  double next(double charged, double wanted) const noexcept {
    const bool is_paced = rise < std::numeric_limits<double>::infinity() && charged != 0.0;
    const double most = is_paced ? fma(rise, charged, charged) : greatest(wanted, charged);
    return least(most, greatest(fma(-fall, charged, charged), wanted));
  }

  Faults faults() const {
    Faults found;
    if (!(rise > 0.0)) report(found, FaultCode::not_positive, "paced_ratio.rise", {}, rise);
    if (!(fall >= 0.0 && fall < 1.0)) report(found, FaultCode::out_of_range, "paced_ratio.fall", {}, fall);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
