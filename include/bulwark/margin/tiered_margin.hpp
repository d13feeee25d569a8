#pragma once

#include <cstdint>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/margin_tier.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/math/graduated.hpp"

namespace bulwark::BULWARK_TARGET {

/// Rates that rise with the size of a position, each on the notional between its floor and the next (`math/graduated.hpp`): within a tier
/// notional x rate - deduction. Source: Binance USD-M and COIN-M "maintenance amount", Hyperliquid "margin tiers" (2024).
struct TieredMargin {
  using Tier = MarginTier;
  using Table = MarginTiers;
  std::vector<Table> tables;                              ///< floors in quote of notional
  std::vector<std::uint32_t> table_of_asset;              ///< row AssetId; assets beyond it use table 0
  std::vector<std::uint32_t> table_of_coin_settled = {};  ///< row AssetId: contracts that settle in coins, floors in those coins;
                                                          ///< assets beyond it are charged as the others, in quote

  const Table& table(AssetId asset) const noexcept {
    const auto a = static_cast<std::size_t>(asset);
    return tables[a < table_of_asset.size() ? table_of_asset[a] : 0];
  }

  /// Requirement of one position, in what the floors are counted in.
  static Requirement charge(const Table& table, double notional) noexcept {
    const std::span<const Tier> tiers{table};
    return {graduated(tiers, &Tier::initial, notional), graduated(tiers, &Tier::maintenance, notional)};
  }

  /// Requirement of a contract with this notional, quote; `price` is that of its settlement unit.
  Requirement charge(const ContractTerms& terms, double notional, double price) const noexcept {
    if (!is_in_coins(terms)) return charge(table(terms.asset), notional);
    const Requirement coins = charge(coin_table(terms.asset), notional / price);
    return {product(coins.initial, price), product(coins.maintenance, price)};
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind == InstrumentKind::spot) continue;
      const Requirement one = charge(p.terms, p.notional, p.price);
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
    const bool in_coins = is_in_coins(terms);
    if (in_coins) held /= account.market().settlement_price(static_cast<Index>(terms.unit));
    const Table& tiers = in_coins ? coin_table(terms.asset) : table(terms.asset);
    const Tier& tier = tiers[static_cast<std::size_t>(tier_of(std::span{tiers}, held))];
    const double notional = product(towards, account.market().at(row, Column::notional));
    return {product(tier.initial, notional), product(tier.maintenance, notional)};
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
    const auto check = [&](const std::vector<std::uint32_t>& of_asset, const char* field) {
      for (Index a = 0; a < std::ssize(of_asset); ++a)
        if (const std::uint32_t t = of_asset[static_cast<std::size_t>(a)]; t >= tables.size())
          report(found, FaultCode::out_of_range, field, {.outer = a}, static_cast<double>(t));
    };
    check(table_of_asset, "tiered_margin.table_of_asset");
    check(table_of_coin_settled, "tiered_margin.table_of_coin_settled");
    return found;
  }

 private:
  bool is_in_coins(const ContractTerms& terms) const noexcept {
    return terms.settlement != AssetId::quote && static_cast<std::size_t>(terms.asset) < table_of_coin_settled.size();
  }
  const Table& coin_table(AssetId asset) const noexcept { return tables[table_of_coin_settled[static_cast<std::size_t>(asset)]]; }
};
static_assert(HasSlope<TieredMargin>);

}  // namespace bulwark::BULWARK_TARGET
