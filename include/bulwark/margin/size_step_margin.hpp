#pragma once

#include "bulwark/margin/tiered_margin.hpp"

namespace bulwark::BULWARK_TARGET {

/// One rate for a whole position, found by its size in contracts; there is no deduction, so a contract more can cost much more, and
/// the requirement rises with size without being convex. The rate does not move with the price.
/// Source: OKX "position tiers" (API documentation, 2022 to 2024).
struct SizeStepMargin {
  TieredMargin tiers;  ///< floors in contracts

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind == InstrumentKind::spot) continue;
      const MarginTier& tier = of(p.terms.asset, p.quantity);
      sum.initial = fma(tier.initial, p.notional, sum.initial);
      sum.maintenance = fma(tier.maintenance, p.notional, sum.maintenance);
    }
    return sum;
  }

  /// The tier that holds a position.
  const MarginTier& of(AssetId asset, double contracts) const noexcept {
    const MarginTiers& table = tiers.table(asset);
    return table[static_cast<std::size_t>(tier_of(std::span{table}, magnitude(contracts)))];
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& terms = account.market().terms(row);
    if (terms.kind == InstrumentKind::spot) return {};
    double held = 0.0;
    for (const ValuedPosition& p : account.positions())
      if (p.row == row) held = p.quantity;
    const MarginTier& tier = of(terms.asset, held);
    const double notional = product(held < 0.0 ? -1.0 : 1.0, account.market().at(row, Column::notional));
    return {product(tier.initial, notional), product(tier.maintenance, notional)};
  }

  Faults faults() const { return tiers.faults(); }
};
static_assert(HasSlope<SizeStepMargin>);

}  // namespace bulwark::BULWARK_TARGET
