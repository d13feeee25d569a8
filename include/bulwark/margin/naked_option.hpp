#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/short_option_margin.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an exchange's strategy rules ask for an option that is sold with nothing against it, per unit:
///   max(share x underlying - out-of-the-money, least x underlying (calls) or strike (puts)) + premium.
/// Source: CBOE margin manual (2000 to 2024), FINRA rule 4210(f)(2)(E) (2024).
struct NakedOption {
  double share = 0.20;  ///< of the underlying; broad indices 0.15
  double least = 0.10;  ///< of the underlying, or of a put's strike; <= share

  /// Quote per unit of the underlying; `premium` is the option's mark.
  double per_unit(OptionSide side, double strike, double underlying, double premium) const noexcept {
    const double floor = side == OptionSide::call ? least : product(least, strike / underlying);
    return ShortOptionMargin{.share = share, .least_share = floor, .keep = 0.0}
        .per_coin(side, strike, underlying, premium, underlying)
        .initial;
  }

  Faults faults() const {
    Faults found;
    if (!(share >= 0.0 && is_finite(share))) report(found, FaultCode::out_of_range, "naked_option.share", {}, share);
    if (!(least >= 0.0 && least <= share)) report(found, FaultCode::out_of_range, "naked_option.least", {}, least);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
