#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of the underlying notional of every option held, long or short. Source: Deribit portfolio margin before 2019, "contingency
/// component" (0.5 to 1 % of all options).
struct OptionCharge {
  double rate;  ///< share of notional, 0.01 is 1 %

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions())
      if (p.terms.kind == InstrumentKind::option) sum = fma(rate, p.notional, sum);
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    if (rate >= 0.0 && is_finite(rate)) return {};
    return {{FaultCode::out_of_range, "option_charge.rate", {}, rate}};
  }
};
static_assert(MarginPolicy<OptionCharge>);

}  // namespace bulwark::BULWARK_TARGET
