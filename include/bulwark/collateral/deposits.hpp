#pragma once

#include "bulwark/collateral/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// What is deposited, in full, and nothing that is open: for venues whose requirement covers all that an open contract may cost.
struct Deposits {
  Resources resources(const ValuedAccount& account) const noexcept {
    double sum = greatest(0.0, account.cash);
    for (const HeldUnit& unit : account.units) sum += greatest(0.0, product(unit.coins, unit.price));
    return {.initial = sum, .maintenance = sum};
  }
};
static_assert(CollateralPolicy<Deposits>);

}  // namespace bulwark::BULWARK_TARGET
