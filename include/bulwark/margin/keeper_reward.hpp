#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a keeper is paid for a liquidation that costs him something to execute: his cost and what the venue grants, at least the cost and a
/// profit on it, at most a cap. One text in doubles and in integers, where ratios are wads and products round down.
/// Source: Synthetix v3 perps, `GlobalPerpsMarketConfiguration.keeperReward` (synthetix-v3 at 03ff2aa, 2025).
template <Amount A>
struct KeeperReward {
  A least_profit;        ///< money above the cost, >= 0
  A least_profit_ratio;  ///< of the cost, >= 0
  A most;                ///< money, >= 0
  A most_of_margin;      ///< of the account's margin, >= 0

  /// An account that is flagged already (`margin` 0) is capped by `most` alone.
  constexpr A reward(const A& granted, const A& cost, const A& margin) const {
    const A one = one_in_wads<A>();
    const A least = larger(A(cost + least_profit), A(product_over(cost, A(one + least_profit_ratio), one, Rounding::floor)));
    const A cap = margin == A(0) ? most : smaller(A(product_over(margin, most_of_margin, one, Rounding::floor)), most);
    return smaller(larger(least, A(granted + cost)), cap);
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const A& x, const char* field) {
      if (!(is_number(x) && !(x < A(0)))) report(found, FaultCode::negative, field, {}, as_double(x));
    };
    check(least_profit, "keeper_reward.least_profit"), check(least_profit_ratio, "keeper_reward.least_profit_ratio");
    check(most, "keeper_reward.most"), check(most_of_margin, "keeper_reward.most_of_margin");
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
