#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "bulwark/scenario/row_segments.hpp"

namespace bulwark::inline v1 {

/// Accounts as the caller holds them, in rows of a listing: account i owns entries offsets[i] to offsets[i + 1], in listing order
/// (`Listing::rank` grows). 12 bytes a position, and 8 more where futures have entry legs. What follows from quantities and legs may be
/// held too, 48 bytes a risk unit of an account (`RowSegments` counts it); otherwise it is counted each time an account is read.
struct CompressedColumns {
  std::span<const Index> offsets;      ///< accounts + 1, not decreasing
  std::span<const std::uint32_t> row;  ///< of the listing
  std::span<const double> quantity;    ///< contracts, signed; 0 is allowed
  std::span<const double> leg{};       ///< settlement units, as `AccountRow`'s; of zero contracts: held outright. Empty: 0
  std::span<const double> cash{};      ///< quote, one per account; empty: 0
  std::uint32_t generation = 0;        ///< of the listing whose rows these are

  std::span<const Index> segment_offsets{};  ///< account i's are segment_offsets[i] to segment_offsets[i + 1]; empty: none are held
  std::span<const Segment> segments{};       ///< begin and end count from the account's first entry
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A checked view of accounts that the caller holds in compressed rows: nothing of them is copied, two bits an account say whether it is
/// admitted and has entries of zero contracts. Accounts with faults are unknown to whoever evaluates them, the others do not notice. The
/// columns must outlive the view and must not change under it: what was counted of an account when it was admitted (held segments, entries
/// of zero contracts) is not counted again, so that a quantity that becomes 0 would be read as a position still. A changed account is
/// admitted anew, by a new view. What is not read that way may change: cash, and quantities and legs of an account without held segments
/// whose quantities stay other than 0 (one that is no longer finite makes its account unknown).
class CompressedRows {
 public:
  static CompressedRows of(const Listing& listing, const CompressedColumns& columns);

  Index size() const noexcept { return accounts_; }  ///< accounts offered, refused ones included

  /// Why accounts were refused. Where: account, position of the account.
  Faults faults() const { return faults_; }
  std::uint32_t generation() const noexcept { return columns_.generation; }
  bool is_admitted(Index account) const noexcept { return (admitted_[word(account)] & bit(account)) != 0; }

  /// Reads accounts one after another; a thread has its own. Valid as long as the view.
  class Reader {
   public:
    /// An account as the evaluator reads it, with the bits that `AccountRows` has for it; valid until the next is read. Where its entries
    /// had zero contracts among them when it was admitted, those are left out: whoever reads positions would take coins for a profit.
    AccountRow at(Index account) noexcept {
      if (!rows_->is_admitted(account)) return {.generation = rows_->generation()};
      AccountRow read = columns_of(account);
      read.segments = rows_->columns_.segment_offsets.empty() ? counted(read, account) : rows_->held(account);
      read.is_admitted = true;
      return rows_->has_zeros(account) ? without_zeros(read) : read;
    }

   private:
    friend class CompressedRows;

    AccountRow columns_of(Index account) const noexcept {
      const CompressedColumns& c = rows_->columns_;
      AccountRow read{.generation = c.generation};
      const auto a = static_cast<std::size_t>(account), begin = static_cast<std::size_t>(c.offsets[a]);
      read.row = c.row.data() + begin;
      read.quantity = c.quantity.data() + begin;
      read.leg = c.leg.empty() ? no_legs_.data() : c.leg.data() + begin;
      read.cash = c.cash.empty() ? 0.0 : c.cash[a];
      return read;
    }

    std::span<const Segment> counted(const AccountRow& read, Index account) noexcept {
      const auto positions = static_cast<std::uint32_t>(rows_->offset(account + 1) - rows_->offset(account));
      return rows_->segments_.of(read, positions, !rows_->columns_.leg.empty(), room_);
    }

    AccountRow without_zeros(AccountRow read) noexcept {
      std::uint32_t to = 0;
      std::size_t segments = 0;
      for (Segment segment : read.segments) {
        const std::uint32_t begin = to;
        for (std::uint32_t k = segment.begin; k < segment.end; ++k)
          if (read.quantity[k] != 0.0) row_[to] = read.row[k], quantity_[to] = read.quantity[k], leg_[to] = read.leg[k], ++to;
        segment.begin = begin, segment.end = to;
        if (begin != to || segment.coins != 0.0) room_[segments++] = segment;
      }
      read.row = row_.data(), read.quantity = quantity_.data(), read.leg = leg_.data();
      read.segments = std::span{room_}.first(segments);
      return read;
    }

    explicit Reader(const CompressedRows& rows)
        : rows_(&rows),
          room_(rows.segments_.units()),
          no_legs_(rows.columns_.leg.empty() ? rows.longest_ : 0),
          row_(rows.longest_with_zeros_),
          quantity_(row_.size()),
          leg_(row_.size()) {}

    const CompressedRows* rows_;
    std::vector<Segment> room_;
    std::vector<double> no_legs_;
    std::vector<std::uint32_t> row_;
    std::vector<double> quantity_, leg_;
  };
  Reader reader() const& { return Reader(*this); }
  Reader reader() const&& = delete;

 private:
  explicit CompressedRows(const Listing& listing, const CompressedColumns& columns) : columns_(columns), segments_(listing) {
    if (!columns.offsets.empty()) accounts_ = std::ssize(columns.offsets) - 1;
    admitted_.resize(word(accounts_) + 1);
    has_zeros_.resize(admitted_.size());
  }

  static std::size_t word(Index account) noexcept { return static_cast<std::size_t>(account) / 64; }
  static std::uint64_t bit(Index account) noexcept { return std::uint64_t{1} << (account % 64); }
  bool has_zeros(Index account) const noexcept { return (has_zeros_[word(account)] & bit(account)) != 0; }
  Index offset(Index i) const noexcept { return columns_.offsets[static_cast<std::size_t>(i)]; }

  /// Whether an offset can be what it is meant to be: within the rows, and neither above the next nor below the last that is.
  bool is_in_order(Index i) const noexcept {
    const Index at = offset(i), end = std::ssize(columns_.row);
    const auto is_within = [&](Index x) { return x >= 0 && x <= end; };
    if (!is_within(at)) return false;
    if (i > 0 && is_within(offset(i - 1)) && offset(i - 1) > at) return false;
    return i == accounts_ || !is_within(offset(i + 1)) || at <= offset(i + 1);
  }

  std::span<const Segment> held(Index account) const noexcept {
    const std::span<const Index> offsets = columns_.segment_offsets;
    const auto begin = static_cast<std::size_t>(offsets[static_cast<std::size_t>(account)]);
    return columns_.segments.subspan(begin, static_cast<std::size_t>(offsets[static_cast<std::size_t>(account) + 1]) - begin);
  }

  void admit_own();
  bool has_right_segments(Reader& reader, Index account);
  bool has_no_fault(const Listing& listing, Index account);

  CompressedColumns columns_;
  RowSegments segments_;
  Index accounts_ = 0;
  std::size_t longest_ = 0;               ///< positions of an account
  std::size_t longest_with_zeros_ = 0;    ///< of one that has entries of zero contracts
  std::vector<std::uint64_t> admitted_;   ///< bit by account
  std::vector<std::uint64_t> has_zeros_;  ///< the same: whether it has such entries
  Faults faults_;
};

/// Admits the accounts whose entries nobody else claims: of two offsets that are not in order neither is believed, and an account lies
/// between two that are, above all such before it and below all after.
inline void CompressedRows::admit_own() {
  Index least = std::ssize(columns_.row), most = 0;
  for (Index a = accounts_; a-- > 0;) {
    if (!is_in_order(a + 1)) continue;
    if (offset(a + 1) <= least) admitted_[word(a)] |= bit(a), least = offset(a + 1);
  }
  for (Index a = 0; a < accounts_; ++a) {
    const bool is_own = is_admitted(a) && is_in_order(a) && offset(a) >= most;
    if (is_in_order(a) && offset(a) > most) most = offset(a);
    if (is_own) continue;
    admitted_[word(a)] &= ~bit(a);
    report(faults_, FaultCode::out_of_order, "columns.offsets", {.outer = a}, static_cast<double>(offset(a + 1)));
  }
}

/// Whether every number of an account is one that it can be read with; reports those that are not.
inline bool CompressedRows::has_no_fault(const Listing& listing, Index account) {
  const std::size_t before = faults_.size(), a = static_cast<std::size_t>(account);
  const Index first = offset(account), end = offset(account + 1);
  const auto fault = [&](FaultCode code, const char* field, Index position, double value) {
    report(faults_, code, field, {.outer = account, .inner = position < first ? -1 : position - first}, value);
  };
  if (!columns_.cash.empty() && !is_finite(columns_.cash[a])) fault(FaultCode::not_finite, "account.cash", -1, columns_.cash[a]);
  if (end - first > Index{0xffff'ffff}) fault(FaultCode::overflow, "account.positions", -1, static_cast<double>(end - first));
  for (Index k = first; k < end; ++k) {
    const auto at = static_cast<std::size_t>(k);
    const std::uint32_t row = columns_.row[at];
    const double quantity = columns_.quantity[at], leg = columns_.leg.empty() ? 0.0 : columns_.leg[at];
    if (!is_finite(quantity)) fault(FaultCode::not_finite, "position.quantity", k, quantity);
    if (!is_finite(leg)) fault(FaultCode::not_finite, "position.leg", k, leg);
    if (static_cast<Index>(row) >= listing.rows()) {
      fault(FaultCode::out_of_range, "position.row", k, row);
      continue;
    }
    const RowId id = listing.id(static_cast<Index>(row));
    if (id.listed == 0)
      fault(FaultCode::not_in_listing, "position.row", k, row);
    else if (id.listed > columns_.generation)
      fault(FaultCode::stale_row, "position.row", k, row);
    if (k == first || faults_.size() != before) continue;
    const std::uint32_t last = columns_.row[at - 1];
    const bool is_carried = last == row && columns_.quantity[at - 1] == 0.0;  // coins, before the position itself
    if (!is_carried && listing.rank(static_cast<Index>(last)) >= listing.rank(static_cast<Index>(row)))
      fault(FaultCode::out_of_order, "position.row", k, row);
  }
  return faults_.size() == before;
}

/// Whether an account's segments can be read: their sums are numbers, and where the caller holds them they are what its rows say.
inline bool CompressedRows::has_right_segments(Reader& reader, Index account) {
  AccountRow read = reader.columns_of(account);
  const std::span<const Segment> counted = reader.counted(read, account);
  double sum = 0.0;
  for (const Segment& s : counted) sum += magnitude(s.legs) + magnitude(s.coins) + s.naked + s.futures;
  if (!is_finite(sum)) report(faults_, FaultCode::overflow, "account.positions", {.outer = account}, sum);
  if (columns_.segment_offsets.empty() || !is_finite(sum)) return is_finite(sum);
  const auto offset_of = [&](Index a) { return columns_.segment_offsets[static_cast<std::size_t>(a)]; };
  const Index begin = offset_of(account), end = offset_of(account + 1);
  bool are_right = begin >= 0 && begin <= end && end <= std::ssize(columns_.segments) && end - begin == std::ssize(counted);
  for (std::size_t i = 0; are_right && i < counted.size(); ++i) are_right = counted[i] == held(account)[i];
  if (!are_right) report(faults_, FaultCode::out_of_range, "columns.segments", {.outer = account}, static_cast<double>(begin));
  return are_right;
}

inline CompressedRows CompressedRows::of(const Listing& listing, const CompressedColumns& columns) {
  CompressedRows view(listing, columns);
  const auto mismatch = [&](bool wrong, const char* field, std::size_t length) {
    if (wrong) report(view.faults_, FaultCode::length_mismatch, field, {}, static_cast<double>(length));
  };
  mismatch(columns.offsets.empty(), "columns.offsets", 0);
  mismatch(columns.quantity.size() != columns.row.size(), "columns.quantity", columns.quantity.size());
  mismatch(!columns.leg.empty() && columns.leg.size() != columns.row.size(), "columns.leg", columns.leg.size());
  mismatch(!columns.cash.empty() && std::ssize(columns.cash) != view.accounts_, "columns.cash", columns.cash.size());
  mismatch(!columns.segment_offsets.empty() && columns.segment_offsets.size() != columns.offsets.size(), "columns.segment_offsets",
           columns.segment_offsets.size());
  if (columns.generation == 0 || columns.generation > listing.generation())
    report(view.faults_, FaultCode::stale_row, "columns.generation", {}, columns.generation);
  if (!view.faults_.empty()) return view;

  view.admit_own();
  for (Index a = 0; a < view.accounts_; ++a) {
    if (!view.is_admitted(a)) continue;
    if (!view.has_no_fault(listing, a)) view.admitted_[word(a)] &= ~bit(a);
    const auto positions = static_cast<std::size_t>(view.offset(a + 1) - view.offset(a));
    view.longest_ = std::max(view.longest_, positions);
    const std::span<const double> quantities = columns.quantity.subspan(static_cast<std::size_t>(view.offset(a)), positions);
    if (std::find(quantities.begin(), quantities.end(), 0.0) == quantities.end()) continue;
    view.has_zeros_[word(a)] |= bit(a);
    view.longest_with_zeros_ = std::max(view.longest_with_zeros_, positions);
  }
  Reader reader = view.reader();
  for (Index a = 0; a < view.accounts_; ++a)
    if (view.is_admitted(a) && !view.has_right_segments(reader, a)) view.admitted_[word(a)] &= ~bit(a);
  return view;
}

}  // namespace bulwark::BULWARK_TARGET
