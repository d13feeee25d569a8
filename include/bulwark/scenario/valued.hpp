#pragma once

#include <span>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/priced_market.hpp"
#include "bulwark/scenario/worst.hpp"

namespace bulwark::inline v1 {

/// What an account holds on one asset in one settlement. Settlement units unless said otherwise.
struct HeldUnit {
  AssetId asset{};
  AssetId settlement = AssetId::quote;
  double price = 1.0;  ///< quote per settlement unit
  double coins = 0.0;  ///< held (or owed) outright
  double option_value = 0.0;
  double unrealised = 0.0;  ///< of futures, since entry
  double delta = 0.0;       ///< coins of the asset
  double vega = 0.0;        ///< quote per 1.00
};

/// A position at current prices: what rules read.
struct ValuedPosition {
  const ContractTerms& terms;
  Index row;        ///< of the listing
  double quantity;  ///< contracts, signed
  double mark;      ///< settlement units per unit (not per contract); futures: quote per coin
  double price;     ///< quote per settlement unit
  double value;     ///< quote; for futures, unrealised profit
  double notional;  ///< quote, unsigned
  double delta;     ///< coins of the asset, signed
  double vega;      ///< quote per 1.00 of volatility, signed
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// One account at current prices.
class ValuedAccount {
 public:
  ValuedAccount(const PricedMarket& market, const AccountRow& rows, std::span<const HeldUnit> held, double total) noexcept
      : units(held), cash(rows.cash), equity(total), market_(&market), rows_(rows) {}

  std::span<const HeldUnit> units;  ///< in listing order
  double cash;                      ///< quote
  double equity;                    ///< quote: cash, coins, options and unrealised profit

  class Iterator {
   public:
    Iterator(const ValuedAccount& account, std::uint32_t at) noexcept : account_(&account), at_(at) {}
    ValuedPosition operator*() const noexcept { return account_->position(at_); }
    Iterator& operator++() noexcept { return ++at_, *this; }
    bool operator==(const Iterator& other) const noexcept { return at_ == other.at_; }

   private:
    const ValuedAccount* account_;
    std::uint32_t at_;
  };
  struct Positions {
    Iterator first, last;
    Iterator begin() const noexcept { return first; }
    Iterator end() const noexcept { return last; }
  };

  /// Every position, in listing order; computed as it is read.
  Positions positions() const& noexcept {
    if (rows_.segments.empty()) return {{*this, 0}, {*this, 0}};
    return {{*this, rows_.segments.front().begin}, {*this, rows_.segments.back().end}};
  }
  Positions positions() const&& = delete;  // they read the account

  /// Calls visit(row of the listing, contracts, row of the next position or -1) for every position, in listing order: for rules that read
  /// the table themselves.
  template <class Visit>
  void each_row(Visit visit) const noexcept {
    if (rows_.segments.empty()) return;
    const std::uint32_t last = rows_.segments.back().end;
    for (std::uint32_t k = rows_.segments.front().begin; k < last; ++k)
      visit(static_cast<Index>(rows_.row[k]), rows_.quantity[k], k + 1 < last ? static_cast<Index>(rows_.row[k + 1]) : Index{-1});
  }

  /// What is held in `count` units from the `first` on, without the cash.
  ValuedAccount part(std::size_t first, std::size_t count) const noexcept {
    AccountRow rows = rows_;  // one segment per unit
    rows.segments = rows_.segments.subspan(first, count);
    rows.cash = 0.0;
    const std::span<const HeldUnit> held = units.subspan(first, count);
    double worth = 0.0;
    for (const HeldUnit& unit : held) worth = fma(unit.coins + unit.option_value + unit.unrealised, unit.price, worth);
    return {*market_, rows, held, worth};
  }

  const PricedMarket& market() const noexcept { return *market_; }
  const AccountRow& rows() const noexcept { return rows_; }

 private:
  ValuedPosition position(std::uint32_t at) const noexcept {
    const Index row = static_cast<Index>(rows_.row[at]);
    const ContractTerms& terms = market_->terms(row);
    const double* column = market_->row(row);
    const auto of = [&](Column c) { return column[static_cast<std::size_t>(c)]; };
    const double quantity = rows_.quantity[at], price = market_->settlement_price(static_cast<Index>(terms.unit));
    const double worth = of(Column::coins) + of(Column::option_value) + of(Column::future_value);  // settlement units
    const double mark = terms.kind == InstrumentKind::option ? of(Column::option_value) / terms.multiplier : terms.underlying;
    return {terms,
            row,
            quantity,
            mark,
            price,
            product(fma(quantity, worth, rows_.leg[at]), price),
            magnitude(product(quantity, of(Column::notional))),
            product(quantity, of(Column::delta)),
            product(quantity, of(Column::vega))};
  }

  const PricedMarket* market_;
  AccountRow rows_;
};

/// The profits that one policy asked for: for each risk unit of the account, one number per scenario, quote.
/// Views scratch memory that the evaluator filled; units that net with an earlier one are already in it.
class Profits {
 public:
  Profits() = default;
  /// `known`: block x unit, the worst of each where whoever filled the sums has found it already.
  Profits(std::span<const ScenarioBlock> blocks, std::span<const HeldUnit> units, const double* sums, Index stride,
          const Worst* known = nullptr) noexcept
      : blocks_(blocks), units_(units), sums_(sums), known_(known), stride_(stride) {}

  Index blocks() const noexcept { return std::ssize(blocks_); }

  /// Where the rule's own columns stand in the table's rows; for rules that read rows themselves.
  const ScenarioBlock& block() const noexcept { return blocks_.front(); }

  /// The view of the policies after the first `count` blocks; for combinators.
  Profits after(Index count) const noexcept {
    const Worst* known = known_ == nullptr ? nullptr : known_ + static_cast<std::size_t>(count) * units_.size();
    return {blocks_.subspan(static_cast<std::size_t>(count)), units_, sums_, stride_, known};
  }

  /// The view of `count` of the account's units from the `first` on; units that net with others must be among them.
  Profits part(std::size_t first, std::size_t count) const noexcept {
    return {blocks_, units_.subspan(first, count), sums_ + static_cast<Index>(first) * stride_ * PricedMarket::lanes, stride_};
  }

  /// Calls visit(unit, profits) for each risk unit that nets by itself. A joint set has one; its unit is the account's first. A set that
  /// accounts are not summed over has none.
  template <class Visit>
  void each(Visit visit) const noexcept {
    each_known([&](const HeldUnit& unit, std::span<const double> profit, const Worst*) { visit(unit, profit); });
  }

  /// The same, with the worst of the profits where it has been found already, else null.
  template <class Visit>
  void each_known(Visit visit) const noexcept {
    if (blocks_.empty() || !blocks_.front().is_folded) return;
    const ScenarioBlock& block = blocks_.front();
    for (std::size_t u = 0; u < units_.size(); ++u) {
      if (u > 0 && home(block, units_, u) != u) continue;
      visit(units_[u],
            std::span{sums_ + static_cast<Index>(u) * stride_ * PricedMarket::lanes + block.first, static_cast<std::size_t>(block.count)},
            known_ == nullptr ? nullptr : known_ + u);
    }
  }

  /// Whether two units of an account are one risk unit to a block.
  static bool nets(const ScenarioBlock& block, const HeldUnit& a, const HeldUnit& b) noexcept {
    return block.netting == Netting::world ||
           (block.netting == Netting::asset && leader_of(block.leader, a.asset) == leader_of(block.leader, b.asset));
  }

  /// The first of an account's units that unit `u` nets with, possibly itself.
  static std::size_t home(const ScenarioBlock& block, std::span<const HeldUnit> units, std::size_t u) noexcept {
    if (u == 0 || block.netting == Netting::world) return 0;
    if (block.netting == Netting::pair) return u;
    std::size_t first = block.leader.empty() ? u : 0;
    if (block.leader.empty())  // an asset's units stand together
      while (first > 0 && units[first - 1].asset == units[u].asset) --first;
    while (!nets(block, units[first], units[u])) ++first;
    return first;
  }

 private:
  std::span<const ScenarioBlock> blocks_{};
  std::span<const HeldUnit> units_{};
  const double* sums_ = nullptr;
  const Worst* known_ = nullptr;
  Index stride_ = 0;
};

}  // namespace bulwark::BULWARK_TARGET
