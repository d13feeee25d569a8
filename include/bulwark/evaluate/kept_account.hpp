#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "bulwark/evaluate/change.hpp"
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
    if (!trial_ || !trial_->fits(market)) trial_.emplace(market);
    take(account);
    const AccountRow rows = this->account();
    const Folded folded = fold(market, rows, *trial_);
    take(market, folded);
    before_ = tick.venue().judge(ValuedAccount(market, rows, units_, folded.equity),
                                 Profits(market.blocks(), units_, trial_->sums(0), market.stride()), folded.is_known);
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
    const PricedMarket& market = tick.table();
    if (kept_ != market.revision() || !is_good(market, order)) return unknown_report();
    const ContractTerms& terms = market.terms(static_cast<Index>(order.row.row));
    std::size_t u = 0;
    while (u < segments_.size() && segments_[u].unit != terms.unit) ++u;
    if (!is_summed_ || u == segments_.size()) return as_a_whole(tick, order);
    const TradedPosition traded = trade(terms, order, segments_[u]);
    if (traded.leaves_none) return as_a_whole(tick, order);
    restore(market, u);
    const bool is_known = add(market, u, order, traded) && is_finite(units_[u].price);
    AccountRow rows = account();
    if constexpr (!needs_only_profits<Evaluator>) rows = list(market, u, order, traded);
    rows.cash = cash_ + traded.cash;
    const std::span<const HeldUnit> held = trial_->units().first(units_.size());
    double equity = rows.cash;
    for (const HeldUnit& unit : held) equity = fma(unit.coins + unit.option_value + unit.unrealised, unit.price, equity);
    return tick.venue().judge(ValuedAccount(market, rows, held, equity), Profits(market.blocks(), held, trial_->sums(0), market.stride()),
                              is_known);
  }

  /// How far a unit's profit under a scenario, the values of all units or the equity can be from those of the changed account evaluated
  /// anew, quote: both are sums of the same n numbers, each within n units of roundoff of the sum of their magnitudes, and a dozen units
  /// more for what the trade moves. Entry legs and coins count by the largest entry that the table has for them, so that it holds for moves
  /// of any size. Source: Higham (2002), Accuracy and Stability of Numerical Algorithms, equation 4.4. Costs O(scenarios). NaN where
  /// `after` refuses order or table, and where a row that is not known is held or traded.
  double rounding(const PricedMarket& market, const Order& order) const noexcept {
    if (kept_ != market.revision() || !is_good(market, order)) return std::numeric_limits<double>::quiet_NaN();
    const Index row = static_cast<Index>(order.row.row);
    const ContractTerms& terms = market.terms(row);
    const TradedPosition traded = opened(terms, order);
    const double paid = magnitude(traded.leg) + magnitude(traded.coins);  // settlement units
    const double moved = fma(magnitude(order.quantity), largest_entry(market, row),
                             fma(paid, largest_leg_entry(market, static_cast<Index>(terms.unit)), magnitude(traded.cash)));
    return product(product(0x1p-51, static_cast<double>(row_.size() + units_.size() + 8)), size_ + moved);
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
  static constexpr std::size_t every = ~std::size_t{0};

  static bool is_good(const PricedMarket& market, const Order& order) noexcept {
    const Index row = static_cast<Index>(order.row.row);
    return row < market.rows() && order.row.listed != 0 && market.terms(row).listed == order.row.listed && is_finite(order.quantity) &&
           is_finite(order.price) && (is_future(market.terms(row)) ? order.price > 0.0 : order.price >= 0.0);
  }

  TradedPosition trade(const ContractTerms& terms, const Order& order, const Segment& segment) const noexcept {
    const std::uint32_t at = entry_[order.row.row];
    if (at == 0) return opened(terms, order);
    return on_held(terms, order, quantity_[at - 1], leg_[at - 1], segment.end - segment.begin == 1);
  }

  /// to[c] = from[c] + outright x leg_row[c] + quantity x row[c]. Whether every sum is finite.
  template <bool with_legs>
  static bool add_columns(double* to, const double* from, const double* row, double quantity, const double* leg_row, double outright,
                          Index count) noexcept {
    const Lanes<8> traded(quantity), held(outright);
    Lanes<8> zero(0.0);  // NaN once a sum is not finite
    for (Index c = 0; c < count; c += 8) {
      Lanes<8> sum = load<Lanes<8>>(from + c);
      if constexpr (with_legs) sum = fma(held, load<Lanes<8>>(leg_row + c), sum);
      sum = fma(traded, load<Lanes<8>>(row + c), sum);
      zero = fma(sum, Lanes<8>(0.0), zero);
      store(to + c, sum);
    }
    return all(zero == Lanes<8>(0.0));
  }

  /// The trade's columns on top of those that were kept. Whether every sum is finite.
  bool add(const PricedMarket& market, std::size_t u, const Order& order, const TradedPosition& traded) noexcept {
    const Segment& segment = segments_[u];
    const double legs = segment.legs + traded.legs, coins = segment.coins + traded.coins;
    const double outright = (legs + coins) - (segment.legs + segment.coins);
    const double* row = market.row(static_cast<Index>(order.row.row));
    const double* leg_row = market.leg_row(static_cast<Index>(segment.unit));
    bool are_finite = true;
    const auto add_to = [&](std::size_t unit, Index first, Index end) {
      const double* from = sums_[unit * static_cast<std::size_t>(market.stride())].lane + first;
      double* to = trial_->sums(static_cast<Index>(unit)) + first;
      if (outright != 0.0)
        are_finite &= add_columns<true>(to, from, row + first, order.quantity, leg_row + first, outright, end - first);
      else
        are_finite &= add_columns<false>(to, from, row + first, order.quantity, nullptr, 0.0, end - first);
    };
    if (is_alone_[u] != 0) {
      add_to(u, 0, market.summed() * PricedMarket::lanes);
    } else {
      add_to(u, 0, column_count);
      for (const ScenarioBlock& block : market.blocks())
        if (block.is_folded) add_to(Profits::home(block, units_, u), block.first, block.first + block.count);
    }
    const double* sums = trial_->sums(static_cast<Index>(u));
    const auto of = [&](Column c) { return sums[static_cast<std::size_t>(c)]; };
    HeldUnit& held = trial_->units()[u];
    held.coins = of(Column::coins) + coins;
    held.option_value = of(Column::option_value);
    held.unrealised = of(Column::future_value) + legs;
    held.delta = of(Column::delta);
    held.vega = of(Column::vega);
    return are_finite;
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
  RiskReport as_a_whole(const Tick<Evaluator>& tick, const Order& order) noexcept {
    touched_ = every;
    return tick.evaluate(changed_.apply(tick.table(), account(), {.orders = {&order, 1}}), *trial_);
  }

  /// Makes the trial what was kept, but for what a trade in unit `next` writes anyway.
  void restore(const PricedMarket& market, std::size_t next) noexcept {
    const std::size_t touched = touched_;
    touched_ = next;
    if (touched == next || touched == none) return;
    const auto stride = static_cast<std::size_t>(market.stride());
    const auto copy = [&](std::size_t u) {
      std::copy_n(sums_[u * stride].lane, market.stride() * PricedMarket::lanes, trial_->sums(static_cast<Index>(u)));
      trial_->units()[u] = units_[u];
    };
    if (touched == every)
      for (std::size_t u = 0; u < units_.size(); ++u) copy(u);
    else {
      copy(touched);
      for (const ScenarioBlock& block : market.blocks())
        if (is_alone_[touched] == 0 && block.is_folded) copy(Profits::home(block, units_, touched));
    }
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

  void take(const PricedMarket& market, const Folded& folded) {
    const std::span<const HeldUnit> units = trial_->units().first(static_cast<std::size_t>(folded.units));
    units_.assign(units.begin(), units.end());
    sums_.resize(units_.size() * static_cast<std::size_t>(market.stride()));
    for (std::size_t u = 0; u < units_.size(); ++u)
      std::copy_n(trial_->sums(static_cast<Index>(u)), market.stride() * PricedMarket::lanes,
                  sums_[u * static_cast<std::size_t>(market.stride())].lane);
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
    is_summed_ = folded.is_known;
    is_alone_.assign(units_.size(), 1);
    for (const ScenarioBlock& block : market.blocks()) {
      if (!block.is_folded) continue;
      is_summed_ = is_summed_ && block.by_expiry < 0;
      for (std::size_t u = 0; u < units_.size(); ++u)
        if (Profits::home(block, units_, u) != u) is_alone_[u] = 0;
    }
    touched_ = none;
  }

  static constexpr std::size_t none = every - 1;

  Revision kept_ = Revision::none();
  RiskReport before_ = unknown_report();
  std::optional<Workspace> trial_;
  std::vector<PricedMarket::Eight> sums_;  // unit x column, after netting
  std::vector<HeldUnit> units_;
  std::vector<std::uint8_t> is_alone_;  // unit; 0 where a block adds it to another
  std::vector<Segment> segments_, listed_;
  std::vector<std::uint32_t> entry_;  // row of the listing: one more than its place among those held, 0 where it is not
  std::vector<std::uint32_t> row_, rank_, listed_row_;
  std::vector<double> quantity_, leg_, listed_quantity_, listed_leg_;
  ChangedAccount changed_;
  double cash_ = 0.0;
  double size_ = 0.0;  // quote: the sum of the magnitudes of all that is summed
  std::uint32_t generation_ = 0;
  bool is_admitted_ = false;
  bool is_summed_ = false;  // all is known, and trades may be added to the sums
  std::size_t touched_ = none;
};

/// What one trade would make of a kept account; see `KeptAccount::after`.
template <class Evaluator>
RiskReport what_if(const Tick<Evaluator>& tick, KeptAccount& kept, const Order& order) noexcept {
  return kept.after(tick, order);
}

}  // namespace bulwark::BULWARK_TARGET
