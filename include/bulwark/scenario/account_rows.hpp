#pragma once

#include <span>
#include <vector>

#include "bulwark/scenario/listing.hpp"

namespace bulwark::inline v1 {

/// A run of one account's rows that belong to one risk unit.
struct Segment {
  std::uint32_t unit;   ///< of the listing
  std::uint32_t begin;  ///< into the rows
  std::uint32_t end;
  double legs;         ///< settlement units: the sum of its rows' legs
  double coins = 0.0;  ///< settlement units that closed futures and premiums left behind

  // What follows from quantities alone is counted once, when they are.
  double naked = 0.0;    ///< coins: options sold net, strike by strike
  double futures = 0.0;  ///< units of futures, bought or sold alike: coins of linear ones, face value of inverse ones

  friend constexpr bool operator==(const Segment&, const Segment&) = default;
};

/// One account as the evaluator reads it; a view into `AccountRows`.
struct AccountRow {
  std::span<const Segment> segments{};
  const std::uint32_t* row = nullptr;  ///< of the listing, in listing order
  const double* quantity = nullptr;    ///< contracts, signed
  const double* leg = nullptr;         ///< settlement units; -quantity x value at entry (futures), 0 otherwise
  double cash = 0.0;                   ///< quote
  std::uint32_t generation = 0;        ///< of the listing that admitted it
  bool is_admitted = false;            ///< otherwise the verdict is unknown
};

/// Positions that a caller already holds as arrays: account i owns entries offsets[i] to offsets[i + 1].
struct PositionColumns {
  std::span<const Index> offsets;  ///< accounts + 1, from 0, not decreasing
  std::span<const RowId> row;
  std::span<const double> quantity;       ///< contracts, signed
  std::span<const double> entry_price{};  ///< quote per coin; empty: futures were bought at no price, which is a fault
  std::span<const double> cash{};         ///< quote, one per account; empty: 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Settlement units that buying `quantity` units (contracts x multiplier) at `price` puts into the account: minus the value at entry.
/// Only for futures; spot and options are paid for when they are bought.
inline double entry_leg(bool is_inverse, double quantity, double price) noexcept {
  return is_inverse ? quantity / price : product(-quantity, price);
}

/// Fills what a segment's quantities say by themselves. `key(row)` is a row's contract, `multiplier(row)` its units per contract.
template <class Key, class Multiplier>
void count_quantities(Segment& segment, const std::uint32_t* rows, const double* quantity, Key key, Multiplier multiplier) {
  double net = 0.0;  // coins, at one strike
  ContractKey at{};
  const auto close = [&] { segment.naked += positive_part(-net), net = 0.0; };
  for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
    const ContractKey contract = key(rows[k]);
    const double units = product(quantity[k], multiplier(rows[k]));
    if (is_future(contract)) segment.futures += magnitude(units);
    if (!is_option(contract)) continue;
    if (contract.expiry != at.expiry || contract.strike != at.strike) close();
    net += units;
    at = contract;
  }
  close();
}

/// Accounts in compressed rows: duplicates merged, listing order, entry prices turned into legs. One entry per account offered;
/// the refused ones are kept as such (their verdict is unknown) and all their faults reported.
class AccountRows {
 public:
  Index size() const noexcept { return std::ssize(accounts_); }  ///< accounts offered, refused ones included

  /// Why accounts were refused. Where: account, position of the account.
  Faults faults() const { return faults_; }
  std::uint32_t generation() const noexcept { return generation_; }

  /// One account; the view is valid as long as these rows are.
  AccountRow at(Index account) const noexcept {
    const Range& range = accounts_[static_cast<std::size_t>(account)];
    return {.segments = std::span{segments_}.subspan(range.begin, range.end - range.begin),
            .row = rows_.data(),
            .quantity = quantity_.data(),
            .leg = leg_.data(),
            .cash = range.cash,
            .generation = generation_,
            .is_admitted = range.is_admitted};
  }

 private:
  friend class Listing;

  struct Range {
    std::size_t begin, end;  ///< into the segments
    double cash;
    bool is_admitted;
  };
  struct Holding {
    std::uint32_t rank, row;
    double quantity, leg;
  };

  static bool comes_before(const Holding& a, const Holding& b) noexcept {
    return a.rank != b.rank ? a.rank < b.rank : a.quantity != b.quantity ? a.quantity < b.quantity : a.leg < b.leg;
  }

  /// Whether the account is in: its faults were none and its merged numbers are finite.
  bool add(const Listing& listing, std::vector<Holding>& holdings, double cash, bool is_good) {
    const std::size_t begin = segments_.size(), first_row = rows_.size();
    if (is_good) {
      // Equal rows in the order of their numbers, so that the caller's order changes no bit of the merged sum. Accounts are short and
      // often come in order already: insertion.
      for (std::size_t i = 1; i < holdings.size(); ++i) {
        const Holding moved = holdings[i];
        std::size_t to = i;
        for (; to > 0 && comes_before(moved, holdings[to - 1]); --to) holdings[to] = holdings[to - 1];
        holdings[to] = moved;
      }
      for (std::size_t i = 0; i < holdings.size();) {
        Holding merged = holdings[i];
        for (++i; i < holdings.size() && holdings[i].rank == merged.rank; ++i) {
          merged.quantity += holdings[i].quantity;
          merged.leg += holdings[i].leg;
        }
        const std::uint32_t unit = listing.unit(static_cast<Index>(merged.row)), end = static_cast<std::uint32_t>(rows_.size());
        if (merged.quantity == 0.0 && merged.leg == 0.0) continue;  // nothing is held, so nothing can be unknown of it
        if (merged.quantity == 0.0 && listing.units()[unit].settlement == AssetId::quote) {
          cash += merged.leg;  // a closed future has paid its profit
          continue;
        }
        if (segments_.size() == begin || segments_.back().unit != unit)
          segments_.push_back({.unit = unit, .begin = end, .end = end, .legs = 0.0});
        if (merged.quantity == 0.0) {
          segments_.back().coins += merged.leg;
          continue;
        }
        segments_.back().legs += merged.leg;
        is_good = is_good && is_finite(merged.quantity);
        rows_.push_back(merged.row);
        quantity_.push_back(merged.quantity);
        leg_.push_back(merged.leg);
        segments_.back().end = static_cast<std::uint32_t>(rows_.size());
      }
      for (std::size_t s = begin; s < segments_.size(); ++s) {
        count_quantities(
            segments_[s], rows_.data(), quantity_.data(),
            [&](std::uint32_t row) { return contract_key(listing[static_cast<Index>(row)].instrument); },
            [&](std::uint32_t row) { return listing[static_cast<Index>(row)].multiplier; });
        is_good = is_good && is_finite(segments_[s].legs + segments_[s].coins + segments_[s].naked + segments_[s].futures);
      }
      is_good = is_good && is_finite(cash);
    }
    if (!is_good) segments_.resize(begin), rows_.resize(first_row), quantity_.resize(first_row), leg_.resize(first_row);
    accounts_.push_back({begin, segments_.size(), cash, is_good});
    return is_good;
  }

  std::vector<Range> accounts_;
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> rows_;
  std::vector<double> quantity_, leg_;
  Faults faults_;
  std::uint32_t generation_ = 0;
};

template <std::same_as<AccountRows> Rows>
Rows Listing::admit(const PositionColumns& c) const {
  Rows result;
  result.generation_ = generation_;
  const auto fault = [&](FaultCode code, const char* field, Where where, double value) {
    report(result.faults_, code, field, where, value);
  };
  const Index positions = std::ssize(c.row), accounts = std::ssize(c.offsets) - 1;
  const auto mismatch = [&](bool wrong, const char* field, std::size_t length) {
    if (wrong) fault(FaultCode::length_mismatch, field, {}, static_cast<double>(length));
  };
  mismatch(c.offsets.empty() || c.offsets.front() != 0 || c.offsets.back() != positions, "columns.offsets", c.offsets.size());
  mismatch(c.quantity.size() != c.row.size(), "columns.quantity", c.quantity.size());
  mismatch(!c.entry_price.empty() && c.entry_price.size() != c.row.size(), "columns.entry_price", c.entry_price.size());
  mismatch(!c.cash.empty() && std::ssize(c.cash) != accounts, "columns.cash", c.cash.size());
  for (Index a = 0; a < accounts; ++a)
    if (c.offsets[static_cast<std::size_t>(a + 1)] < c.offsets[static_cast<std::size_t>(a)])
      fault(FaultCode::out_of_order, "columns.offsets", {.outer = a}, static_cast<double>(c.offsets[static_cast<std::size_t>(a + 1)]));
  std::vector<typename Rows::Holding> holdings;
  if (!result.faults_.empty()) {
    for (Index a = 0; a < accounts; ++a) result.add(*this, holdings, 0.0, false);
    return result;
  }
  for (Index a = 0; a < accounts; ++a) {
    const std::size_t before = result.faults_.size();
    holdings.clear();
    const double cash = c.cash.empty() ? 0.0 : c.cash[static_cast<std::size_t>(a)];
    if (!is_finite(cash)) fault(FaultCode::not_finite, "account.cash", {.outer = a}, cash);
    const Index first = c.offsets[static_cast<std::size_t>(a)];
    for (Index k = first; k < c.offsets[static_cast<std::size_t>(a + 1)]; ++k) {
      const auto at = static_cast<std::size_t>(k);
      const Where where{.outer = a, .inner = k - first};
      const double quantity = c.quantity[at], price = c.entry_price.empty() ? 0.0 : c.entry_price[at];
      const bool is_current = this->is_current(c.row[at]);
      if (!is_finite(quantity)) fault(FaultCode::not_finite, "position.quantity", where, quantity);
      if (c.row[at].listed == 0)  // no row was found for it, or several
        fault(c.row[at].row == 0 ? FaultCode::not_in_listing : FaultCode::ambiguous, "position.instrument", where, c.row[at].row);
      else if (!is_current)
        fault(FaultCode::stale_row, "position.row", where, c.row[at].row);
      if (!is_finite(price)) fault(FaultCode::not_finite, "position.entry_price", where, price);
      if (!is_current) continue;
      const Index row = static_cast<Index>(c.row[at].row);
      const ListedInstrument& listed = (*this)[row];
      const bool is_future =
          std::holds_alternative<LinearFuture>(listed.instrument) || std::holds_alternative<InverseFuture>(listed.instrument);
      if (is_future && is_finite(price) && !(price > 0.0)) fault(FaultCode::not_positive, "position.entry_price", where, price);
      if (result.faults_.size() != before) continue;
      const double leg =
          is_future ? entry_leg(std::holds_alternative<InverseFuture>(listed.instrument), product(quantity, listed.multiplier), price)
                    : 0.0;
      if (!is_finite(leg) || !is_finite(quantity * listed.multiplier)) fault(FaultCode::overflow, "position.quantity", where, quantity);
      holdings.push_back({rank(row), c.row[at].row, quantity, leg});
    }
    const bool is_good = result.faults_.size() == before;
    if (!result.add(*this, holdings, cash, is_good) && is_good) fault(FaultCode::overflow, "account.positions", {.outer = a}, cash);
  }
  return result;
}

template <std::same_as<AccountRows> Rows>
Rows Listing::admit(std::span<const Account> accounts) const {
  std::vector<Index> offsets{0};
  std::vector<RowId> rows;
  std::vector<double> quantity, entry_price, cash;
  for (Index a = 0; a < std::ssize(accounts); ++a) {
    const Account& account = accounts[static_cast<std::size_t>(a)];
    for (Index k = 0; k < std::ssize(account.positions); ++k) {
      const Position& p = account.positions[static_cast<std::size_t>(k)];
      const std::vector<RowId> found = find(p.instrument, p.settlement);
      rows.push_back(found.size() == 1 ? found.front() : RowId{.row = static_cast<std::uint32_t>(found.size()), .listed = 0});
      quantity.push_back(p.quantity);
      entry_price.push_back(p.entry_price);
    }
    offsets.push_back(std::ssize(rows));
    cash.push_back(account.cash);
  }
  return admit<Rows>(PositionColumns{offsets, rows, quantity, entry_price, cash});
}

/// A listing of what one account names, in the order in which it names it. `by_position`: rows are to be the account's positions (because
/// a market's marks or volatilities are), so that naming one contract twice is a fault.
inline Checked<Listing> listing_of(const Account& account, bool by_position = false) {
  std::vector<ListedInstrument> named;
  Faults found;
  for (Index i = 0; i < std::ssize(account.positions); ++i) {
    const Position& p = account.positions[static_cast<std::size_t>(i)];
    const AssetId settlement = settlement_of(p.instrument, p.settlement.value_or(AssetId::quote));
    bool is_new = true;
    for (const ListedInstrument& n : named)
      is_new = is_new && !(is_same_contract(n.instrument, p.instrument) && n.settlement == settlement);
    if (is_new) named.push_back({.id = std::to_string(named.size()), .instrument = p.instrument, .settlement = settlement});
    if (by_position && !is_new) report(found, FaultCode::duplicate, "position.instrument", {.outer = 0, .inner = i});
  }
  if (!found.empty()) return found;
  if (named.empty()) named.push_back({.id = "nothing", .instrument = Spot{AssetId{0}}});
  return Listing::from(named);
}

}  // namespace bulwark::BULWARK_TARGET
