#pragma once

#include "bulwark/collateral/balance_weight.hpp"

namespace bulwark::BULWARK_TARGET {

/// Two rules weigh a balance; the lesser share counts, for opening and for staying by itself.
template <BalanceWeight One, BalanceWeight Other>
struct LesserWeight {
  One one;
  Other other;

  Share share(double coins, double price) const noexcept {
    const Share a = one.share(coins, price), b = other.share(coins, price);
    return {.initial = least(a.initial, b.initial), .maintenance = least(a.maintenance, b.maintenance)};
  }

  Faults faults() const {
    Faults found = one.faults();
    append(found, other.faults());
    return found;
  }
};
template <class One, class Other>
LesserWeight(One, Other) -> LesserWeight<One, Other>;

}  // namespace bulwark::BULWARK_TARGET
