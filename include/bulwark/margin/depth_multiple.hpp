#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/power.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much more a position needs because the market that it would be sold into is shallow, now: max(1, (size / (share x depth))^exponent).
/// The depth is the market's today, so the same position needs more when makers leave, which they do before prices move.
/// Source of the form: ISDA SIMM 2.6 (2023), concentration risk factor, exponent 1/2.
struct DepthMultiple {
  double share = 0.1;     ///< of the depth that is sold at no extra cost, > 0
  double exponent = 0.5;  ///< in (0, 2]
  double most = 10.0;     ///< >= 1; a market without depth has this

  /// `size` and `depth` in one unit, both >= 0. NaN where one is negative or NaN.
  double multiple(double size, double depth) const noexcept {
    if (!(size >= 0.0 && depth >= 0.0)) return __builtin_nan("");
    const double free = product(share, depth);
    if (size <= free) return 1.0;
    if (free == 0.0) return most;
    return least(most, power(size / free, exponent));
  }

  Faults faults() const {
    Faults found;
    if (!(share > 0.0 && is_finite(share))) report(found, FaultCode::not_positive, "depth_multiple.share", {}, share);
    if (!(exponent > 0.0 && exponent <= 2.0)) report(found, FaultCode::out_of_range, "depth_multiple.exponent", {}, exponent);
    if (!(most >= 1.0 && is_finite(most))) report(found, FaultCode::out_of_range, "depth_multiple.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
