#pragma once

#include "bulwark/collateral/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Calls visit(asset, balance, price) for each asset but the quote that an account holds or settles in: coins, option values and
/// unrealised profits of all its units together, in settlement units, and quote per unit.
template <class Visit>
inline void each_balance(const ValuedAccount& account, Visit visit) noexcept {
  const std::span<const HeldUnit> units = account.units;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (units[u].settlement == AssetId::quote) continue;
    bool is_done = false;
    for (std::size_t before = 0; before < u && !is_done; ++before) is_done = units[before].settlement == units[u].settlement;
    if (is_done) continue;
    double balance = 0.0;
    for (const HeldUnit& other : units.subspan(u))
      if (other.settlement == units[u].settlement) balance += other.coins + other.option_value + other.unrealised;
    visit(units[u].settlement, balance, units[u].price);
  }
}

}  // namespace bulwark::BULWARK_TARGET
