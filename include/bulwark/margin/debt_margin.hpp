#pragma once

#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// What is owed: negative cash and negative coins at their price.
struct DebtMargin {
  static constexpr bool reads_positions = false;

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double debt = greatest(0.0, -account.cash);
    for (const HeldUnit& unit : account.units) debt += greatest(0.0, -product(unit.coins, unit.price));
    return {.initial = debt, .maintenance = debt};
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& terms = account.market().terms(row);
    if (terms.kind != InstrumentKind::spot) return {};
    double coins = 0.0;
    for (const HeldUnit& unit : account.units)
      if (unit.asset == terms.asset && unit.settlement == terms.settlement) coins = unit.coins;
    const double owed = coins < 0.0 ? -product(terms.multiplier, terms.underlying) : 0.0;
    return {owed, owed};
  }
};
static_assert(HasSlope<DebtMargin>);

}  // namespace bulwark::BULWARK_TARGET
