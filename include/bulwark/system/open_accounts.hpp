#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// Accounts whose positions are closed bit by bit. They stand in the order of their names, whatever order they came in, so that sums over
/// them have the same bits; nothing is allocated once they are made.
class OpenAccounts {
 public:
  /// `names`: one per account of `rows`, each once; stable, the venue's own numbers.
  static Checked<OpenAccounts> from(const AccountRows& rows, std::span<const std::uint64_t> names) {
    Faults found;
    if (std::ssize(names) != rows.size())
      report(found, FaultCode::length_mismatch, "open_accounts.names", {}, static_cast<double>(names.size()));
    if (!found.empty()) return found;
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
    for (std::size_t i = 1; i < order.size(); ++i)
      if (names[order[i]] == names[order[i - 1]])
        report(found, FaultCode::duplicate, "open_accounts.names", {.outer = static_cast<Index>(order[i])});
    if (!found.empty()) return found;
    OpenAccounts open;
    open.generation_ = rows.generation();
    open.names_.reserve(names.size()), open.accounts_.reserve(names.size() + 1);
    for (const std::size_t i : order) open.add(names[i], rows.at(static_cast<Index>(i)));
    open.accounts_.push_back({open.segments_.size(), open.row_.size(), 0.0, false});
    return open;
  }

  Index size() const noexcept { return std::ssize(names_); }
  std::uint64_t name(Index account) const noexcept { return names_[static_cast<std::size_t>(account)]; }
  double cash(Index account) const noexcept { return of(account).cash; }  ///< quote

  /// Valid until the account changes.
  AccountRow at(Index account) const noexcept {
    const std::size_t begin = of(account).segment, end = of(account + 1).segment;
    return {.segments = std::span{segments_}.subspan(begin, end - begin),
            .row = row_.data(),
            .quantity = quantity_.data(),
            .leg = leg_.data(),
            .cash = of(account).cash,
            .generation = generation_,
            .is_admitted = of(account).is_admitted};
  }

  // An account's positions are numbered from first(account) to first(account + 1); closed ones stay, with nothing in them.
  Index first(Index account) const noexcept { return static_cast<Index>(of(account).position); }
  Index row(Index position) const noexcept { return static_cast<Index>(row_[static_cast<std::size_t>(position)]); }
  double quantity(Index position) const noexcept { return quantity_[static_cast<std::size_t>(position)]; }  ///< contracts, signed
  double leg(Index position) const noexcept { return leg_[static_cast<std::size_t>(position)]; }            ///< settlement units

  /// Whether nothing is held but quote.
  bool is_flat(Index account) const noexcept {
    for (Index k = first(account); k < first(account + 1); ++k)
      if (quantity(k) != 0.0) return false;
    for (const Segment& segment : at(account).segments)
      if (segment.coins != 0.0) return false;
    return true;
  }

  void pay(Index account, double amount) noexcept { of(account).cash += amount; }  ///< quote, signed: a payment in is positive

  /// Nobody owes anything and nobody is owed: what a written-off account ends with.
  void clear_cash(Index account) noexcept { of(account).cash = 0.0; }

  /// Takes `contracts` (of the position's sign, no more than it has) off a position at `price`, quote per coin. Only linear futures settled
  /// in quote, whose profit stays with the position until it is closed whole, and coins.
  void close(const PricedMarket& market, Index account, Index position, double contracts, double price) noexcept {
    const auto k = static_cast<std::size_t>(position);
    const ContractTerms& terms = market.terms(row(position));
    const double received = product(product(contracts, terms.multiplier), price);
    const bool is_all = contracts == quantity_[k];
    quantity_[k] = is_all ? 0.0 : quantity_[k] - contracts;
    if (terms.kind == InstrumentKind::spot) {
      pay(account, received);
    } else {
      leg_[k] += received;
      if (is_all) pay(account, leg_[k]), leg_[k] = 0.0;
    }
    for (std::size_t s = of(account).segment; s < of(account + 1).segment; ++s) {
      Segment& segment = segments_[s];
      if (k < segment.begin || k >= segment.end) continue;
      segment.legs = segment.naked = segment.futures = 0.0;
      for (std::uint32_t j = segment.begin; j < segment.end; ++j) segment.legs += leg_[j];
      count_quantities(
          segment, row_.data(), quantity_.data(), [&](std::uint32_t r) { return contract_key(market.terms(static_cast<Index>(r))); },
          [&](std::uint32_t r) { return market.terms(static_cast<Index>(r)).multiplier; });
    }
  }

 private:
  struct Range {
    std::size_t segment, position;
    double cash;
    bool is_admitted;
  };

  const Range& of(Index account) const noexcept { return accounts_[static_cast<std::size_t>(account)]; }
  Range& of(Index account) noexcept { return accounts_[static_cast<std::size_t>(account)]; }

  void add(std::uint64_t name, const AccountRow& account) {
    names_.push_back(name);
    accounts_.push_back({segments_.size(), row_.size(), account.cash, account.is_admitted});
    for (Segment segment : account.segments) {
      const auto begin = static_cast<std::uint32_t>(row_.size());
      for (std::uint32_t k = segment.begin; k < segment.end; ++k)
        row_.push_back(account.row[k]), quantity_.push_back(account.quantity[k]), leg_.push_back(account.leg[k]);
      segment.begin = begin, segment.end = static_cast<std::uint32_t>(row_.size());
      segments_.push_back(segment);
    }
  }

  std::vector<std::uint64_t> names_;
  std::vector<Range> accounts_;
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> row_;
  std::vector<double> quantity_, leg_;
  std::uint32_t generation_ = 0;
};

}  // namespace bulwark::BULWARK_TARGET
