#include "bulwark/evaluate/tick_from_bytes.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("every report of a tick that came over a wire has the bits of the sender's", "[evaluate][tick_from_bytes]") {
  Random random{31};
  const auto check = [&](const auto& venue, const std::vector<ListedInstrument>& listed, MarketState market, const auto& book) {
    for (const bool has_fault : {false, true}) {
      if (has_fault) market.assets[1].spot = -1.0;
      const Listing listing = *Listing::from(listed);
      std::vector<Account> accounts;
      for (int i = 0; i < 40; ++i) accounts.push_back(book());
      const AccountRows rows = listing.admit(accounts);
      const auto here = venue.price(listing, market);
      const auto there = tick_from_bytes(venue, listing, to_bytes(here->table(), 9), 9);
      REQUIRE(there);
      CHECK(there->faults().empty());
      CHECK(here->faults().empty() == !has_fault);
      Workspace one = here->workspace(), other = there->workspace();
      for (Index i = 0; i < rows.size(); ++i) CHECK(bits(there->evaluate(rows.at(i), other)) == bits(here->evaluate(rows.at(i), one)));
    }
  };
  on_every_venue([&](const auto& venue) { check(venue, chain(), three_assets(), [&] { return random_book(random, chain(), 6); }); });
  check(second_manager(), derive_chain(), derive_market(), [&] { return derive_book(random, 6); });
}

TEST_CASE("a table that other policies asked for is refused", "[evaluate][tick_from_bytes][faults]") {
  const Listing listing = *Listing::from(chain());
  const auto bytes = to_bytes(tiered_venue().price(listing, three_assets())->table());
  const auto read = tick_from_bytes(portfolio_venue(), listing, bytes);
  REQUIRE_FALSE(read);
  CHECK(read.faults().front().code == FaultCode::foreign);
}

TEST_CASE("a table of fewer scenarios than the rules read, or of ones counted otherwise, is refused",
          "[evaluate][tick_from_bytes][faults]") {
  const Listing listing = *Listing::from(chain());
  const auto with = [](const ShockGrid& shocks) {
    return RiskEvaluator{no_haircut(), ScenarioMargin{.grid = shocks}, Black{}, NoVar{}, HealthThreshold{}};
  };
  ShockGrid shorter = grid(), coins = grid();
  shorter.far_moves.clear();
  coins.numeraire = Numeraire::settlement;
  for (const ShockGrid& other : {shorter, coins}) {
    const auto read = tick_from_bytes(with(grid()), listing, to_bytes(with(other).price(listing, three_assets())->table()));
    REQUIRE_FALSE(read);
    CHECK(read.faults().front().code == FaultCode::foreign);
    CHECK(tick_from_bytes(with(other), listing, to_bytes(with(other).price(listing, three_assets())->table())));
  }
}

TEST_CASE("a table of another listing than the accounts' is refused", "[evaluate][tick_from_bytes][faults]") {
  const Listing listing = *Listing::from(chain());
  std::vector<ListedInstrument> fewer = chain();
  fewer.pop_back();
  const auto bytes = to_bytes(tiered_venue().price(*Listing::from(fewer), three_assets())->table());
  const auto read = tick_from_bytes(tiered_venue(), listing, bytes);
  REQUIRE_FALSE(read);
  CHECK(read.faults().front().code == FaultCode::foreign);
  CHECK(tick_from_bytes(tiered_venue(), *Listing::from(fewer), bytes));
}

TEST_CASE("faults of the bytes and of the policies are told together", "[evaluate][tick_from_bytes][faults]") {
  auto venue = tiered_venue();
  venue.liquidation.close_fraction = -1.0;
  const auto read = tick_from_bytes(venue, *Listing::from(chain()), {});
  REQUIRE_FALSE(read);
  CHECK(read.faults().size() >= 2);
}
