#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/each_asset.hpp"

namespace bulwark::BULWARK_TARGET {

/// The time value that the options on an asset lose, net, while so much time passes; a book that time pays is charged nothing.
/// Source: OKX portfolio margin, MR2 "time value of money" (2024).
struct ThetaCharge {
  double years;  ///< horizon

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double sum = 0.0;
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits&) {
      double theta = 0.0;  // quote per year
      for (const ValuedPosition& p : own.positions()) theta = fma(p.quantity, account.market().at(p.row, Column::theta), theta);
      sum = fma(years, greatest(0.0, -theta), sum);
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    if (years >= 0.0 && is_finite(years)) return {};
    return {{FaultCode::out_of_range, "theta_charge.years", {}, years}};
  }
};
static_assert(MarginPolicy<ThetaCharge>);

}  // namespace bulwark::BULWARK_TARGET
