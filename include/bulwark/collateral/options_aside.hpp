#pragma once

#include "bulwark/collateral/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Equity without the value of options: a bought option lends nothing, a sold one takes nothing away. For rules that count the premium of
/// short options, or the net value of all, in the requirement.
/// Source: FINRA rule 4210 (options have no loan value), CME SPAN (net option value is subtracted from the risk), 2019 to 2024.
struct OptionsAside {
  Resources resources(const ValuedAccount& account) const noexcept {
    double counted = account.equity;
    for (const HeldUnit& unit : account.units) counted = fma(-unit.option_value, unit.price, counted);
    return {.initial = counted, .maintenance = counted};
  }
};
static_assert(CollateralPolicy<OptionsAside>);

}  // namespace bulwark::BULWARK_TARGET
