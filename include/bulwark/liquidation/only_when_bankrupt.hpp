#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/liquidation/policy.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Nobody is closed before settlement: positions have posted all that they can lose. An account that owes more than rounding had not.
/// Source: Vega, specification 0019-MCAL, "fully-collateralised" (2024).
struct OnlyWhenBankrupt {
  double rounding = 1e-6;  ///< quote

  Verdict verdict(const RiskReport& report) const noexcept {
    if (report.equity < -rounding) return {Standing::bankrupt, 1.0};
    return {Standing::healthy, 0.0};
  }

  Faults faults() const {
    if (rounding >= 0.0 && is_finite(rounding)) return {};
    return {{FaultCode::out_of_range, "only_when_bankrupt.rounding", {}, rounding}};
  }
};
static_assert(LiquidationPolicy<OnlyWhenBankrupt>);

}  // namespace bulwark::BULWARK_TARGET
