#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A requirement that remembers a stressed period: a share of it is that period's. In calm it is above what today asks for, in stress not
/// as much below. Source: Regulation (EU) 153/2013, article 28(1)(b): at least a quarter of the weight.
struct StressedShare {
  double weight = 0.25;  ///< of the stressed period, in [0, 1]

  /// Both are requirements or both ratios.
  double blended(double calculated, double stressed) const noexcept { return fma(weight, stressed, product(1.0 - weight, calculated)); }

  Faults faults() const {
    Faults found;
    if (!(weight >= 0.0 && weight <= 1.0)) report(found, FaultCode::out_of_range, "stressed_share.weight", {}, weight);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
