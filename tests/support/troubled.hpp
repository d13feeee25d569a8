#pragma once

#include <vector>

#include "bulwark/evaluate/tradable.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

namespace bulwark::test {

/// One account on the chain, and what it holds that may be closed.
template <class Venue>
class Troubled {
 public:
  Troubled(const Venue& venue, const Account& account, double lot)
      : listing(*Listing::from(chain())), tick(*venue.price(listing, three_assets())), rows_(listing.admit(std::span{&account, 1})) {
    REQUIRE(rows_.faults().empty());
    held_.resize(64);
    held_.resize(static_cast<std::size_t>(closing_tradables(
        tick.table(), rows_.at(0), [&](Index) { return lot; }, held_)));
  }

  AccountRow account() const { return rows_.at(0); }
  std::span<const Tradable> held() const { return held_; }

  Listing listing;
  Tick<Venue> tick;

 private:
  AccountRows rows_;
  std::vector<Tradable> held_;
};

/// Runs `use(tick, account, what may be closed)` for `count` liquidatable accounts on each venue: books whose cash was taken away until
/// between none and nine tenths of their requirement was left; some owe more than they have.
template <class Use>
void on_troubled_accounts(std::uint64_t seed, int count, Use use) {
  on_every_venue([&](const auto& venue) {
    const Listing listing = *Listing::from(chain());
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    Random random{seed};
    for (int found = 0; found < count;) {
      Account account = random_book(random, chain(), 1 + random.below(6));
      const AccountRows well = listing.admit(std::span{&account, 1});
      const RiskReport report = tick->evaluate(well.at(0), workspace);
      account.cash += random.between(-0.05, 0.9) * report.requirement.maintenance - report.resources.maintenance;
      const AccountRows rows = listing.admit(std::span{&account, 1});
      if (!tick->evaluate(rows.at(0), workspace).verdict.is_liquidatable()) continue;
      std::vector<Tradable> held(64);
      held.resize(static_cast<std::size_t>(closing_tradables(
          tick->table(), rows.at(0), [](Index) { return 0.0625; }, held)));
      if (held.empty()) continue;
      ++found;
      use(*tick, rows.at(0), std::span<const Tradable>{held});
    }
  });
}

}  // namespace bulwark::test
