#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Rates that rise with the size of a position. Within a tier notional x rate - deduction, the deduction making the requirement
/// continuous: deduction_n = deduction_{n-1} + floor_n x (rate_n - rate_{n-1}).
/// Source: Binance USD-M "maintenance amount", Hyperliquid "margin tiers" (2024).
struct TieredMargin {
  struct Tier {
    double floor;        ///< quote; notional from which it applies, 0 for the first
    double initial;      ///< share of the notional between this floor and the next, never below the tier before
    double maintenance;  ///< the same, <= initial
  };
  using Table = std::vector<Tier>;
  std::vector<Table> tables;                  ///< each by increasing floor
  std::vector<std::uint32_t> table_of_asset;  ///< row AssetId; assets beyond it use table 0

  const Table& table(AssetId asset) const noexcept {
    const auto a = static_cast<std::size_t>(asset);
    return tables[a < table_of_asset.size() ? table_of_asset[a] : 0];
  }

  /// Requirement of one position.
  static Requirement charge(const Table& table, double notional) noexcept {
    Requirement sum{product(table[0].initial, notional), product(table[0].maintenance, notional)};
    // Each tier adds its extra rate on what exceeds its floor: the deduction, without the cancellation.
    for (std::size_t n = 1; n < table.size(); ++n) {
      const double above = greatest(0.0, notional - table[n].floor);
      sum.initial = fma(table[n].initial - table[n - 1].initial, above, sum.initial);
      sum.maintenance = fma(table[n].maintenance - table[n - 1].maintenance, above, sum.maintenance);
    }
    return sum;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind == InstrumentKind::spot) continue;
      const Requirement one = charge(table(p.terms.asset), p.notional);
      sum.initial += one.initial;
      sum.maintenance += one.maintenance;
    }
    return sum;
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& terms = account.market().terms(row);
    if (terms.kind == InstrumentKind::spot) return {};
    double held = 0.0, towards = 1.0;
    for (const ValuedPosition& p : account.positions())
      if (p.row == row) held = p.notional, towards = p.quantity < 0.0 ? -1.0 : 1.0;
    const Table& tiers = table(terms.asset);
    std::size_t n = 0;
    while (n + 1 < tiers.size() && held >= tiers[n + 1].floor) ++n;
    const double notional = product(towards, account.market().at(row, Column::notional));
    return {product(tiers[n].initial, notional), product(tiers[n].maintenance, notional)};
  }

  Faults faults() const {
    Faults found;
    if (tables.empty()) report(found, FaultCode::empty, "tiered_margin.tables");
    for (Index t = 0; t < std::ssize(tables); ++t) {
      const Table& tiers = tables[static_cast<std::size_t>(t)];
      if (tiers.empty()) report(found, FaultCode::empty, "tiered_margin.table", {.outer = t});
      for (Index n = 0; n < std::ssize(tiers); ++n) {
        const Tier& tier = tiers[static_cast<std::size_t>(n)];
        const Tier before = n > 0 ? tiers[static_cast<std::size_t>(n - 1)] : Tier{-1.0, 0.0, 0.0};
        if (n == 0 ? tier.floor != 0.0 : !(tier.floor > before.floor && is_finite(tier.floor)))
          report(found, FaultCode::out_of_order, "tiered_margin.floor", {t, n}, tier.floor);
        if (!(tier.initial >= before.initial && is_finite(tier.initial)))
          report(found, FaultCode::out_of_order, "tiered_margin.initial", {t, n}, tier.initial);
        if (!(tier.maintenance >= before.maintenance && tier.maintenance <= tier.initial))
          report(found, FaultCode::out_of_range, "tiered_margin.maintenance", {t, n}, tier.maintenance);
      }
    }
    for (Index a = 0; a < std::ssize(table_of_asset); ++a)
      if (table_of_asset[static_cast<std::size_t>(a)] >= tables.size())
        report(found, FaultCode::out_of_range, "tiered_margin.table_of_asset", {.outer = a},
               static_cast<double>(table_of_asset[static_cast<std::size_t>(a)]));
    return found;
  }
};
static_assert(HasSlope<TieredMargin>);

}  // namespace bulwark::BULWARK_TARGET
