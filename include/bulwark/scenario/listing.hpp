#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bulwark/core/account.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/core/instrument.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// An instrument as a venue lists it.
struct ListedInstrument {
  std::string id;  ///< the caller's name for it, unique
  Instrument instrument;
  double multiplier = 1.0;              ///< units per contract; quantities count contracts
  AssetId settlement = AssetId::quote;  ///< what profits are paid in; spot and inverse futures settle in their own asset
};

/// What profits are paid in, whatever the listing said.
constexpr AssetId settlement_of(const Instrument& instrument, AssetId listed) noexcept {
  const bool pays_itself = std::holds_alternative<Spot>(instrument) || std::holds_alternative<InverseFuture>(instrument);
  return pays_itself ? asset_of(instrument) : listed;
}

/// A row of a listing. It stays put while other instruments list and expire; `listed` tells a reused row from its former tenant.
struct RowId {
  std::uint32_t row;
  std::uint32_t listed;  ///< generation of the listing that filled the row

  friend constexpr bool operator==(const RowId&, const RowId&) = default;
};

struct PositionColumns;

/// Everything on one asset that settles in one asset: a contiguous run of the listing order.
struct RiskUnit {
  AssetId asset;
  AssetId settlement;

  friend constexpr bool operator==(const RiskUnit&, const RiskUnit&) = default;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

class AccountRows;

/// A contract's place in the order, whatever it settles in.
struct ContractKey {
  AssetId asset;
  Timestamp expiry;
  double strike;
  int side;
  std::size_t kind;

  friend bool operator==(const ContractKey&, const ContractKey&) = default;
  bool operator<(const ContractKey& other) const noexcept {
    if (asset != other.asset) return asset < other.asset;
    if (expiry != other.expiry) return expiry < other.expiry;
    if (strike != other.strike) return strike < other.strike;
    return side != other.side ? side < other.side : kind < other.kind;
  }
};

inline ContractKey contract_key(const Instrument& i) noexcept {
  const auto* option = std::get_if<VanillaOption>(&i);
  const bool is_spot = std::holds_alternative<Spot>(i);
  return {asset_of(i), is_spot ? Timestamp::min() : expiry_of(i), option ? option->strike : 0.0,
          option ? static_cast<int>(option->side) : -1, i.index()};
}

inline bool is_option(const ContractKey& key) noexcept { return key.side >= 0; }
inline bool is_future(const ContractKey& key) noexcept { return !is_option(key) && key.expiry != Timestamp::min(); }

/// Whether two instruments are one contract, whatever they settle in.
inline bool is_same_contract(const Instrument& a, const Instrument& b) noexcept { return contract_key(a) == contract_key(b); }

/// Checked instruments with stable rows. Sums run in listing order: asset, settlement, expiry, strike, side.
class Listing {
 public:
  /// The first listing; row i holds instruments[i].
  static Checked<Listing> from(std::span<const ListedInstrument> instruments) { return next(Listing{}, instruments, {}); }

  /// The next listing: `delisted` ids leave, `listed` instruments enter, all other rows stay where they are.
  Checked<Listing> with(std::span<const ListedInstrument> listed, std::span<const std::string> delisted) const {
    return next(*this, listed, delisted);
  }

  Index rows() const noexcept { return std::ssize(entries_); }              ///< vacant ones included
  std::uint32_t generation() const noexcept { return generation_; }         ///< grows from listing to listing
  std::span<const std::uint32_t> order() const noexcept { return order_; }  ///< occupied rows, in listing order
  std::span<const RiskUnit> units() const noexcept { return units_; }

  /// Whether an instrument is in the row now.
  bool is_occupied(Index row) const noexcept { return entry(row).listed != 0; }
  /// The row's instrument, settlement resolved; `row` < `rows()`.
  const ListedInstrument& operator[](Index row) const noexcept { return entry(row).item; }
  std::uint32_t unit(Index row) const noexcept { return entry(row).unit; }  ///< index into `units()`
  std::uint32_t rank(Index row) const noexcept { return entry(row).rank; }  ///< position in `order()`
  /// The row as a handle that notices when its tenant changes.
  RowId id(Index row) const noexcept { return {static_cast<std::uint32_t>(row), entry(row).listed}; }

  /// Whether `row` still holds what it held when it was handed out.
  bool is_current(RowId row) const noexcept {
    return row.row < entries_.size() && row.listed != 0 && entry(static_cast<Index>(row.row)).listed == row.listed;
  }

  /// The row of the instrument that the caller calls `id`.
  std::optional<RowId> find(const std::string& id) const {
    const auto at = place_of(id);
    if (at == by_id_.end() || entries_[*at].item.id != id) return std::nullopt;
    return this->id(static_cast<Index>(*at));
  }

  /// Every row that holds `instrument`, in any settlement or in the one named (spot and inverse futures have one).
  std::vector<RowId> find(const Instrument& instrument, std::optional<AssetId> settlement = {}) const {
    std::vector<RowId> found;
    const ContractKey key = contract_key(instrument);
    auto at = std::lower_bound(by_contract_.begin(), by_contract_.end(), key,
                               [&](std::uint32_t r, const ContractKey& k) { return contract_key(entries_[r].item.instrument) < k; });
    for (; at != by_contract_.end() && contract_key(entries_[*at].item.instrument) == key; ++at)
      if (!settlement || entries_[*at].item.settlement == settlement_of(instrument, *settlement))
        found.push_back(id(static_cast<Index>(*at)));
    return found;
  }

  /// Accounts as rows of this listing; every fault of those refused. Defined in account_rows.hpp.
  template <std::same_as<AccountRows> Rows = AccountRows>
  Rows admit(std::span<const Account> accounts) const;

  /// The same for positions held as arrays: nothing is looked up by name.
  template <std::same_as<AccountRows> Rows = AccountRows>
  Rows admit(const PositionColumns& columns) const;

 private:
  struct Entry {
    ListedInstrument item{"", Spot{}};
    std::uint32_t listed = 0;  ///< 0: vacant
    std::uint32_t unit = 0;
    std::uint32_t rank = 0;
  };

  template <std::same_as<Listing> Next>
  static Checked<Next> next(Next listing, std::span<const ListedInstrument> listed, std::span<const std::string> delisted);

  /// The generation that a change leads to, 0 when there is none left. Generations of one line grow; listings that have nothing to do with
  /// each other, and two that followed the same one, are most unlikely to share theirs, so that rows of one are refused by the other.
  static std::uint32_t after(std::uint32_t generation, std::span<const ListedInstrument> listed, std::span<const std::string> delisted) {
    std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a (Fowler, Noll, Vo), by words; the high bits are used
    const auto add = [&](std::uint64_t word) { hash = (hash ^ word) * 0x100000001b3u, hash ^= hash >> 29; };
    const auto add_text = [&](const std::string& text) {
      add(text.size());
      for (const char c : text) add(static_cast<unsigned char>(c));
    };
    for (const ListedInstrument& item : listed) {
      const ContractKey key = contract_key(item.instrument);
      add_text(item.id);
      add(static_cast<std::uint64_t>(row(key.asset))), add(static_cast<std::uint64_t>(row(item.settlement))), add(key.kind);
      add(static_cast<std::uint64_t>(key.expiry.time_since_epoch().count())), add(std::bit_cast<std::uint64_t>(key.strike));
      add(static_cast<std::uint64_t>(key.side)), add(std::bit_cast<std::uint64_t>(item.multiplier));
    }
    for (const std::string& id : delisted) add_text(id);
    if (generation == 0) return 1u + static_cast<std::uint32_t>(hash >> 33);  // a first listing: the lower half
    const std::uint32_t step = 1u + static_cast<std::uint32_t>(hash >> 54);   // a million listings more
    return step < ~generation ? generation + step : 0u;
  }

  const Entry& entry(Index row) const noexcept { return entries_[static_cast<std::size_t>(row)]; }

  std::vector<std::uint32_t>::const_iterator place_of(const std::string& id) const {
    return std::lower_bound(by_id_.begin(), by_id_.end(), id,
                            [&](std::uint32_t r, const std::string& key) { return entries_[r].item.id < key; });
  }

  Faults remove(std::span<const std::string> delisted) {
    Faults faults;
    for (Index i = 0; i < std::ssize(delisted); ++i) {
      const auto row = find(delisted[static_cast<std::size_t>(i)]);
      if (!row) {
        report(faults, FaultCode::not_in_listing, "listing.delisted", {.outer = i});
        continue;
      }
      by_id_.erase(std::find(by_id_.begin(), by_id_.end(), row->row));
      order_.erase(std::find(order_.begin(), order_.end(), row->row));
      entries_[row->row] = {};
      vacant_.push_back(row->row);
    }
    return faults;
  }

  void add(const ListedInstrument& item, Index i, Faults& faults) {
    const std::size_t before = faults.size();
    const auto fault = [&](FaultCode code, const char* field, double value = 0.0) { report(faults, code, field, {.outer = i}, value); };
    if (item.id.empty()) fault(FaultCode::empty, "listing.id");
    if (asset_of(item.instrument) == AssetId::quote) fault(FaultCode::unknown_asset, "listing.asset");
    if (!is_finite(item.multiplier))
      fault(FaultCode::not_finite, "listing.multiplier", item.multiplier);
    else if (!(item.multiplier > 0.0))
      fault(FaultCode::not_positive, "listing.multiplier", item.multiplier);
    if (const auto* option = std::get_if<VanillaOption>(&item.instrument)) {
      if (!is_finite(option->strike))
        fault(FaultCode::not_finite, "listing.strike", option->strike);
      else if (!(option->strike > 0.0))
        fault(FaultCode::not_positive, "listing.strike", option->strike);
      if (option->expiry == perpetual) fault(FaultCode::out_of_range, "listing.expiry");
    }
    const auto at = place_of(item.id);
    if (at != by_id_.end() && entries_[*at].item.id == item.id) fault(FaultCode::duplicate, "listing.id");
    if (faults.size() != before) return;

    std::uint32_t row = static_cast<std::uint32_t>(entries_.size());
    if (vacant_.empty())
      entries_.emplace_back();
    else
      row = vacant_.back(), vacant_.pop_back();
    Entry& entry = entries_[row];
    entry = {.item = item, .listed = generation_};
    entry.item.settlement = settlement_of(item.instrument, item.settlement);
    const RiskUnit unit{asset_of(item.instrument), entry.item.settlement};
    const auto known = std::find(units_.begin(), units_.end(), unit);
    entry.unit = static_cast<std::uint32_t>(known - units_.begin());
    if (known == units_.end()) units_.push_back(unit);
    by_id_.insert(at, row);
    order_.push_back(row);
  }

  /// Whether `a` comes before `b`: by asset and contract; in the listing's own order settlements are kept apart before that.
  bool comes_before(std::uint32_t a, std::uint32_t b, bool settlement_first) const noexcept {
    const ListedInstrument &x = entries_[a].item, &y = entries_[b].item;
    const ContractKey kx = contract_key(x.instrument), ky = contract_key(y.instrument);
    if (kx.asset != ky.asset) return kx.asset < ky.asset;
    if (settlement_first && x.settlement != y.settlement) return x.settlement < y.settlement;
    if (kx != ky) return kx < ky;
    return x.settlement != y.settlement ? x.settlement < y.settlement : x.id < y.id;
  }

  void sort() {
    by_contract_ = order_;
    for (const bool settlement_first : {true, false}) {
      std::vector<std::uint32_t>& rows = settlement_first ? order_ : by_contract_;
      std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return comes_before(a, b, settlement_first); });
    }
    for (std::size_t i = 0; i < order_.size(); ++i) entries_[order_[i]].rank = static_cast<std::uint32_t>(i);
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> order_, by_id_, by_contract_, vacant_;
  std::vector<RiskUnit> units_;
  std::uint32_t generation_ = 0;
};

// Templates, so that bulwark/compiled.hpp can leave them to one file: this and, in account_rows.hpp, `admit`.
template <std::same_as<Listing> Next>
Checked<Next> Listing::next(Next listing, std::span<const ListedInstrument> listed, std::span<const std::string> delisted) {
  listing.generation_ = after(listing.generation_, listed, delisted);
  Faults faults;
  if (listing.generation_ == 0) report(faults, FaultCode::overflow, "listing.generation");
  append(faults, listing.remove(delisted));
  for (Index i = 0; i < std::ssize(listed); ++i) listing.add(listed[static_cast<std::size_t>(i)], i, faults);
  if (listing.order_.empty() && faults.empty()) report(faults, FaultCode::empty, "listing");
  if (!faults.empty()) return faults;
  listing.sort();
  return listing;
}

}  // namespace bulwark::BULWARK_TARGET
