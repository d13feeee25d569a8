#pragma once

#include "bulwark/evaluate/permits.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

namespace bulwark::test {

/// What a property is asked of: an account drawn at random, rich or thin, in a market of three assets, under one of four kinds of rules.
template <class Evaluator>
struct Drawn {
  const Tick<Evaluator>& tick;
  const Listing& listing;
  const Account& written;
  const AccountRow& account;
  Random& random;
  Workspace& workspace;
  ChangedAccount& scratch;

  RiskReport report() const { return tick.evaluate(account, workspace); }
  /// After a change that is free of faults.
  RiskReport after(const Change& change) const { return tick.evaluate(scratch.apply(tick.table(), account, change), workspace); }
  bool may(Action action, const Change& change) const { return permits(tick, account, action, change, workspace, scratch).is_allowed(); }
  /// What a contract of a row costs in the unit of an order's price.
  double mark(Index row) const {
    const ContractTerms& terms = tick.table().terms(row);
    return terms.kind == InstrumentKind::option ? tick.table().at(row, Column::option_value) / terms.multiplier : terms.underlying;
  }
  /// A random order at the mark times `off`.
  Order order(double off = 1.0) const {
    const Index row = random.below(listing.rows());
    const double size = tick.table().terms(row).kind == InstrumentKind::inverse_future ? 1'024.0 : 1.0;
    return {listing.id(row), random.quantity() * size, mark(row) * off};
  }
  /// An order at the mark times `off` against a position that is there; none where there is none.
  std::optional<Order> reducing(double off = 1.0) const {
    if (account.segments.empty()) return {};
    const Segment& s = account.segments[static_cast<std::size_t>(random.below(std::ssize(account.segments)))];
    if (s.begin == s.end) return {};
    const std::uint32_t k = s.begin + static_cast<std::uint32_t>(random.below(s.end - s.begin));
    const Index row = static_cast<Index>(account.row[k]);
    return Order{listing.id(row), -account.quantity[k] * static_cast<double>(1 + random.below(4)) / 4.0, mark(row) * off};
  }
  /// How large the account's money is, for what rounding may be.
  double scale() const {
    double sum = magnitude(account.cash) + 1.0;
    for (const Segment& s : account.segments)
      for (std::uint32_t k = s.begin; k < s.end; ++k)
        sum += magnitude(account.quantity[k]) * tick.table().at(static_cast<Index>(account.row[k]), Column::notional);
    return sum;
  }
};

/// `use(drawn)` for so many accounts under each kind of rules.
template <class Use>
void on_drawn_accounts(std::uint64_t seed, int draws, Use use) {
  static const std::vector<ListedInstrument> instruments = chain();
  static const Listing listing = *Listing::from(instruments);
  Random random{seed};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < draws; ++i) {
      Account written = random_book(random, instruments, random.below(7));
      written.cash = written.cash * static_cast<double>(random.below(16)) - static_cast<double>(random.below(8)) * 65'536.0;
      const AccountRows rows = listing.admit(std::span{&written, 1});
      REQUIRE(rows.faults().empty());
      const AccountRow account = rows.at(0);
      use(Drawn<std::decay_t<decltype(venue)>>{*tick, listing, written, account, random, workspace, scratch});
    }
  });
}

}  // namespace bulwark::test
