#pragma once

#include <vector>

#include "bulwark/collateral/balance_weight.hpp"
#include "bulwark/collateral/policy.hpp"
#include "bulwark/collateral/unrealised_weight.hpp"

namespace bulwark::BULWARK_TARGET {

/// Cash counts in full, every deposit by a weight of its own, profits by theirs, losses in full. What is owed is the margin policy's
/// (`WeightedDebt`). `WeightedBalances<SizeWeight>` discounts with the size of the deposit, `WeightedBalances<ConcentrationWeight>` with
/// what the whole venue holds of the asset, `LesserWeight` with both.
template <BalanceWeight Weight>
struct WeightedBalances {
  std::vector<Weight> of_asset{};           ///< row AssetId; assets beyond it do not count
  std::vector<UnrealisedWeight> profits{};  ///< row AssetId; of what contracts on the asset have gained, per settlement
  UnrealisedWeight otherwise{};             ///< of the rest

  Resources resources(const ValuedAccount& account) const noexcept {
    const double cash = greatest(0.0, account.cash);
    Resources counted{cash, cash};
    for (const HeldUnit& unit : account.units) {
      const double coins = greatest(0.0, unit.coins), value = product(coins, unit.price);
      const Share share = row(unit.settlement) < std::ssize(of_asset)
                              ? of_asset[static_cast<std::size_t>(unit.settlement)].share(coins, unit.price)
                              : Share{};
      const UnrealisedWeight& profit = row(unit.asset) < std::ssize(profits) ? profits[static_cast<std::size_t>(unit.asset)] : otherwise;
      const Resources contracts = profit.counted(product(unit.option_value + unit.unrealised, unit.price));
      counted.initial = fma(share.initial, value, counted.initial) + contracts.initial;
      counted.maintenance = fma(share.maintenance, value, counted.maintenance) + contracts.maintenance;
    }
    return counted;
  }

  Faults faults() const {
    Faults found = otherwise.faults();
    const auto add = [&](const auto& rules) {
      for (Index a = 0; a < std::ssize(rules); ++a)
        for (Fault fault : rules[static_cast<std::size_t>(a)].faults()) fault.where.outer = a, found.push_back(fault);
    };
    add(of_asset), add(profits);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
