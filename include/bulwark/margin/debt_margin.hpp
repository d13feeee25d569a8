#pragma once

#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/steepness.hpp"

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

  /// Coins and cash move by what is paid and bought; what a future gains is neither until the position is closed.
  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index) const noexcept {
    const ContractTerms& terms = market.terms(bought.row);
    if (is_future(terms)) return {.per_quote = 2.0, .is_convex = true, .excepts_close = true};
    const double coins = magnitude(market.at(bought.row, Column::coins)) + magnitude(bought.outright);
    return {.per_contract = fma(coins, market.settlement_price(static_cast<Index>(terms.unit)), magnitude(bought.cash)),
            .per_quote = 2.0,
            .is_convex = true,
            .excepts_close = true};
  }
};
static_assert(HasSlope<DebtMargin>);

}  // namespace bulwark::BULWARK_TARGET
