#pragma once

#include <algorithm>
#include <vector>

#include "bulwark/evaluate/change.hpp"
#include "bulwark/evaluate/kept_sums.hpp"
#include "bulwark/evaluate/needs_only_profits.hpp"
#include "bulwark/evaluate/tick.hpp"
#include "bulwark/evaluate/traded_position.hpp"
#include "bulwark/scenario/largest_entry.hpp"

namespace bulwark::BULWARK_TARGET {

/// One account folded over one table, kept so that a trade more needs no second fold: every trade is added to what was kept, never to the
/// trade before, so that nothing drifts and a trade and its opposite leave no trace. A thread has its own. Kept of a table as it stood:
/// once that is refreshed, or is another, every outcome is unknown until the account is kept again.
class KeptAccount {
 public:
  /// Folds `account` over the tick's table. Allocates where it has not yet kept an account of that size over a table of that shape.
  /// Whether it was current; otherwise nothing is kept and every outcome is unknown.
  template <class Evaluator>
  bool keep(const Tick<Evaluator>& tick, const AccountRow& account) {
    const PricedMarket& market = tick.table();
    kept_ = Revision::none();
    if (!tick.is_current(account)) return false;
    take(account);
    const AccountRow rows = this->account();
    const Folded folded = fold(market, rows, sums_.room(market));
    sums_.keep(market, folded);
    take(market);
    before_ = tick.venue().judge(ValuedAccount(market, rows, sums_.held(), folded.equity), sums_.profits(market), folded.is_known);
    rows_ = market.rows();
    kept_ = market.revision();
    return true;
  }

  /// The account as it was kept, also where the table no longer is what it was then; unknown where nothing is kept.
  const RiskReport& before() const noexcept { return before_; }

  /// The account after a trade. Against the bits of evaluating the changed account no profit and no value differs by more than `rounding`,
  /// and no position at all. It has the bits of folding the traded contracts as a last row where they are paid in cash, are in the only
  /// unit of all that net with each other, and close no position; what a trade adds to legs or coins (futures, what settles in coins) is
  /// summed apart here, and into the unit's legs there. Allocates nothing. Unknown for a faulty order (see `ChangedAccount::faults`), where
  /// nothing is kept, and for a table that is not, or no longer, the one kept of.
  /// Cost: O(scenarios) where the trade is in a risk unit that the account holds something in and leaves something in, and no block counts
  /// by expiry; else that of evaluating the changed account, with its bits.
  template <class Evaluator>
  RiskReport after(const Tick<Evaluator>& tick, const Order& order) noexcept {
    if constexpr (needs_only_profits<Evaluator>)
      return in_one_piece(tick, order);
    else
      return answer(tick, order);
  }

  /// How far a unit's profit under a scenario, the values of all units or the equity can be from those of the changed account evaluated
  /// anew, quote: both are sums of the same n numbers, each within n units of roundoff of the sum of their magnitudes, and a dozen units
  /// more for what the trade moves. Entry legs and coins count by the largest entry that the table has for them, so that it holds for moves
  /// of any size. Source: Higham (2002), Accuracy and Stability of Numerical Algorithms, equation 4.4. Costs O(scenarios). NaN where
  /// `after` refuses order or table, and where a row that is not known is held or traded.
  double rounding(const PricedMarket& market, const Order& order) const noexcept {
    if (kept_ != market.revision() || !is_good(market, order)) return std::numeric_limits<double>::quiet_NaN();
    return rounding(market, order, largest_entries(market, static_cast<Index>(order.row.row)));
  }

  /// The same for orders of one row, whose largest entries are looked for once.
  double rounding(const PricedMarket& market, const Order& order, const LargestEntries& largest) const noexcept {
    if (kept_ != market.revision() || !is_good(market, order)) return std::numeric_limits<double>::quiet_NaN();
    const TradedPosition traded = opened(market.terms(static_cast<Index>(order.row.row)), order);
    const double paid = magnitude(traded.leg) + magnitude(traded.coins);  // settlement units
    const double moved = fma(magnitude(order.quantity), largest.of_row, fma(paid, largest.of_leg, magnitude(traded.cash)));
    return product(product(0x1p-51, static_cast<double>(row_.size() + segments_.size() + 8)), size_ + moved);
  }

  /// The account as it was kept, as the tick evaluates it.
  AccountRow account() const noexcept {
    return {.segments = segments_,
            .row = row_.data(),
            .quantity = quantity_.data(),
            .leg = leg_.data(),
            .cash = cash_,
            .generation = generation_,
            .is_admitted = is_admitted_};
  }

 private:
  /// Rules that read no position are few instructions: calls would double them.
  template <class Evaluator>
  [[gnu::flatten, gnu::noinline]] RiskReport in_one_piece(const Tick<Evaluator>& tick, const Order& order) noexcept {
    return answer(tick, order);
  }

  template <class Evaluator>
  [[gnu::always_inline]] RiskReport answer(const Tick<Evaluator>& tick, const Order& order) noexcept {
    const PricedMarket& market = tick.table();
    if (kept_ != market.revision() || !is_good(market, order)) [[unlikely]]
      return unknown_report();
    const ContractTerms& terms = market.terms(static_cast<Index>(order.row.row));
    std::size_t u = 0;
    while (u < segments_.size() && segments_[u].unit != terms.unit) ++u;  // none, once moved from
    if (!sums_.is_additive() || u == segments_.size()) [[unlikely]]
      return as_a_whole(tick, order);
    const Segment& segment = segments_[u];
    const TradedPosition traded = trade(terms, order, segment);
    if (traded.leaves_none) [[unlikely]]
      return as_a_whole(tick, order);
    const double legs = segment.legs + traded.legs, coins = segment.coins + traded.coins;
    const bool is_known =
        sums_.add(market, u, static_cast<Index>(segment.unit), order, legs, coins, (legs + coins) - (segment.legs + segment.coins));
    AccountRow rows = account();
    if constexpr (!needs_only_profits<Evaluator>) rows = list(market, u, order, traded);
    rows.cash = cash_ + traded.cash;
    const std::span<const HeldUnit> held = sums_.held();
    double equity = rows.cash;
    for (const HeldUnit& unit : held) equity = fma(unit.coins + unit.option_value + unit.unrealised, unit.price, equity);
    return tick.venue().judge(ValuedAccount(market, rows, held, equity), sums_.profits(market), is_known);
  }

  bool is_good(const PricedMarket& market, const Order& order) const noexcept {
    const Index row = static_cast<Index>(order.row.row);
    return row < rows_ && order.row.listed != 0 && market.terms(row).listed == order.row.listed && is_finite(order.quantity) &&
           is_finite(order.price) && (is_future(market.terms(row)) ? order.price > 0.0 : order.price >= 0.0);
  }

  TradedPosition trade(const ContractTerms& terms, const Order& order, const Segment& segment) const noexcept {
    const std::uint32_t at = entry_[order.row.row];
    if (at == 0) return opened(terms, order);
    return on_held(terms, order, quantity_[at - 1], leg_[at - 1], segment.end - segment.begin == 1);
  }

  /// The changed account's positions, with the bits that `ChangedAccount` gives them.
  AccountRow list(const PricedMarket& market, std::size_t u, const Order& order, const TradedPosition& traded) noexcept {
    const bool is_closed = traded.left == 0.0;
    const std::uint32_t rank = market.terms(static_cast<Index>(order.row.row)).rank;
    std::size_t at = segments_[u].begin;
    while (at < segments_[u].end && rank_[at] < rank) ++at;
    const std::size_t next = at + (traded.is_held ? 1 : 0), placed = at + (is_closed ? 0 : 1);
    const auto place = [&](const auto& from, auto& to, auto value) {
      std::copy(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(at), to.begin());
      to[at] = value;
      std::copy(from.begin() + static_cast<std::ptrdiff_t>(next), from.end(), to.begin() + static_cast<std::ptrdiff_t>(placed));
    };
    place(row_, listed_row_, order.row.row);
    place(quantity_, listed_quantity_, traded.left);
    place(leg_, listed_leg_, traded.is_held ? leg_[at] + traded.leg : traded.leg);
    const auto grown = static_cast<std::uint32_t>(placed - next);  // modulo 2^32: may be one less
    for (std::size_t s = 0; s < segments_.size(); ++s) {
      Segment& segment = listed_[s] = segments_[s];
      if (s > u) segment.begin += grown;
      if (s >= u) segment.end += grown;
    }
    Segment& segment = listed_[u];
    segment.legs += traded.legs, segment.coins += traded.coins;
    segment.naked = segment.futures = 0.0;
    count_quantities(
        segment, listed_row_.data(), listed_quantity_.data(),
        [&](std::uint32_t row) { return contract_key(market.terms(static_cast<Index>(row))); },
        [&](std::uint32_t row) { return market.terms(static_cast<Index>(row)).multiplier; });
    AccountRow rows = account();
    rows.segments = std::span{listed_}.first(segments_.size());
    rows.row = listed_row_.data(), rows.quantity = listed_quantity_.data(), rows.leg = listed_leg_.data();
    return rows;
  }

  template <class Evaluator>
  [[gnu::noinline]] RiskReport as_a_whole(const Tick<Evaluator>& tick, const Order& order) noexcept {
    return tick.evaluate(changed_.apply(tick.table(), account(), {.orders = {&order, 1}}), sums_.lent());
  }

  void take(const AccountRow& account) {
    for (const std::uint32_t row : row_) entry_[row] = 0;
    segments_.assign(account.segments.begin(), account.segments.end());
    const std::uint32_t begin = segments_.empty() ? 0 : segments_.front().begin, end = segments_.empty() ? 0 : segments_.back().end;
    for (Segment& segment : segments_) segment.begin -= begin, segment.end -= begin;
    row_.assign(account.row + begin, account.row + end);
    quantity_.assign(account.quantity + begin, account.quantity + end);
    leg_.assign(account.leg + begin, account.leg + end);
    const std::size_t most = row_.size() + 1;
    listed_row_.resize(most), listed_quantity_.resize(most), listed_leg_.resize(most), listed_.resize(segments_.size());
    changed_.reserve(most, segments_.size() + 1);
    cash_ = account.cash, generation_ = account.generation, is_admitted_ = account.is_admitted;
  }

  void take(const PricedMarket& market) {
    entry_.resize(std::max(entry_.size(), static_cast<std::size_t>(market.rows())), 0);
    for (std::size_t k = 0; k < row_.size(); ++k) entry_[row_[k]] = static_cast<std::uint32_t>(k) + 1;
    rank_.clear();
    size_ = magnitude(cash_);
    for (std::size_t k = 0; k < row_.size(); ++k) {
      const ContractTerms& terms = market.terms(static_cast<Index>(row_[k]));
      rank_.push_back(terms.rank);
      size_ = fma(magnitude(quantity_[k]), largest_entry(market, static_cast<Index>(row_[k])), size_);
    }
    for (const Segment& segment : segments_) {
      double outright = magnitude(segment.coins);
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) outright += magnitude(leg_[k]);
      size_ = fma(outright, largest_leg_entry(market, static_cast<Index>(segment.unit)), size_);
    }
  }

  Revision kept_ = Revision::none();
  RiskReport before_ = unknown_report();
  KeptSums sums_;
  std::vector<Segment> segments_, listed_;
  std::vector<std::uint32_t> entry_;  // row of the listing: one more than its place among those held, 0 where it is not
  std::vector<std::uint32_t> row_, rank_, listed_row_;
  std::vector<double> quantity_, leg_, listed_quantity_, listed_leg_;
  ChangedAccount changed_;
  double cash_ = 0.0;
  double size_ = 0.0;  // quote: the sum of the magnitudes of all that is summed
  Index rows_ = 0;     // of the table
  std::uint32_t generation_ = 0;
  bool is_admitted_ = false;
};

/// What one trade would make of a kept account; see `KeptAccount::after`.
template <class Evaluator>
RiskReport what_if(const Tick<Evaluator>& tick, KeptAccount& kept, const Order& order) noexcept {
  return kept.after(tick, order);
}

}  // namespace bulwark::BULWARK_TARGET
