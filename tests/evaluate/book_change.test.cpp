#include "bulwark/evaluate/book_change.hpp"

#include "bulwark/evaluate/top_movers.hpp"
#include "support/compared.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("rules compared with themselves change nothing", "[evaluate][compare][book_change]") {
  const std::vector<Account> accounts = random_accounts(2, 200);
  on_every_venue([&](const auto& venue) {
    const std::vector<Impact> impacts = impacts_of(venue, venue, accounts);
    std::vector<Index> order(impacts.size());
    const BookChange change = book_change(impacts, order);
    CHECK(change.become_liquidatable + change.become_warned + change.become_healthy + change.become_unknown == 0);
    CHECK((change.tightened == 0 && !change.is_tightening()));
    CHECK((change.initial.change == 0.0 && change.maintenance.change == 0.0 && change.negative_equity.change == 0.0));
    Index on_diagonal = 0, in_deciles = 0;
    for (std::size_t s = 0; s < 5; ++s) on_diagonal += change.standings[s][s];
    for (const SizeBand& band : change.deciles) {
      in_deciles += band.accounts;
      CHECK(band.largest_rise == 0.0);
    }
    CHECK(on_diagonal == 200);
    CHECK(in_deciles == 200);
    std::vector<Index> movers(10);
    CHECK(top_movers(impacts, movers) == 0);
  });
}

TEST_CASE("there and back moves every account back, and every count mirrors", "[evaluate][compare][book_change]") {
  const std::vector<Account> accounts = random_accounts(3, 300);
  std::vector<Index> order(accounts.size());
  const BookChange there = book_change(impacts_of(portfolio_venue(), tiered_venue(), accounts), order);
  const BookChange back =
      book_change(impacts_of(tiered_venue(), portfolio_venue(), accounts), order, [](const Impact& i) { return i.after.equity; });
  for (std::size_t a = 0; a < 5; ++a)
    for (std::size_t b = 0; b < 5; ++b) CHECK(there.standings[a][b] == back.standings[b][a]);
  CHECK(there.become_liquidatable > 0);
  CHECK(there.maintenance.change > 0.0);
  CHECK(there.initial.before == Catch::Approx(back.initial.after).epsilon(1e-13));
  CHECK(there.maintenance.change == Catch::Approx(-back.maintenance.change).epsilon(1e-9));
}

TEST_CASE("a comparison says who becomes liquidatable, warned, healthy and unknown", "[evaluate][compare]") {
  // equity 100: warned below 125 % of the requirement, liquidatable below it.
  std::vector<Impact> impacts{impact(100, 10, 20),  impact(100, 10, 90),  impact(100, 10, 110), impact(100, 110, 120),
                              impact(100, 110, 90), impact(100, 110, 20), impact(100, 90, 110), impact(-1, 10, 20)};
  impacts.push_back({impacts[0].before, unknown_report()});
  impacts.push_back({unknown_report(), impacts[2].after});
  std::array<Index, 3> ids{};
  const auto are = [&](auto holds, std::vector<Index> expected) {
    const Index found = accounts_where(impacts, holds, ids);
    const std::size_t kept = std::min(ids.size(), expected.size());
    return found == std::ssize(expected) && std::equal(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(kept), expected.begin());
  };
  CHECK(are(becomes_liquidatable, {2, 6, 9}));
  CHECK(are(becomes_warned, {1, 4}));
  CHECK(are(becomes_healthy, {5}));
  CHECK(are(becomes_unknown, {8}));
  CHECK(are(is_tightened, {0, 1, 2, 3, 6, 7, 8, 9}));  // more than fit: the first three are kept
  std::vector<Index> order(impacts.size());
  const BookChange change = book_change(impacts, order);
  CHECK((change.become_liquidatable == 3 && change.become_warned == 2 && change.become_healthy == 1 && change.become_unknown == 1));
  CHECK(change.tightened == 8);
  CHECK(change.accounts(Standing::healthy, Standing::liquidatable) == 1);
  CHECK(change.accounts(Standing::healthy, Standing::unknown) == 1);
  CHECK(change.accounts(Standing::bankrupt, Standing::bankrupt) == 1);
  // Known under both: all but two. Three of those are liquidatable after and have something left; the bankrupt one is the fund's.
  CHECK(change.maintenance.before == 10.0 + 10 + 10 + 110 + 110 + 110 + 90 + 10);
  CHECK(change.maintenance.after == 20.0 + 90 + 110 + 120 + 90 + 20 + 110 + 20);
  CHECK((change.must_top_up == 3 && change.shortfall == 10.0 + 20.0 + 10.0));
  CHECK((change.negative_equity.before == 1.0 && change.negative_equity.after == 1.0));
}

TEST_CASE("the order in which accounts are named changes no bit of what is said of the book", "[evaluate][book_change]") {
  Random random{4};
  std::vector<Account> accounts = random_accounts(4, 150);
  std::vector<Index> order(accounts.size());
  const BookChange first = book_change(impacts_of(tiered_venue(), portfolio_venue(), accounts), order);
  for (int trial = 0; trial < 5; ++trial) {
    for (std::size_t i = accounts.size(); i > 1; --i)
      std::swap(accounts[i - 1], accounts[static_cast<std::size_t>(random.below(static_cast<Index>(i)))]);
    const BookChange again = book_change(impacts_of(tiered_venue(), portfolio_venue(), accounts), order);
    const auto is_same = [](const Moved& a, const Moved& b) { return a.before == b.before && a.change == b.change && a.after == b.after; };
    CHECK(again.standings == first.standings);
    CHECK((is_same(again.initial, first.initial) && is_same(again.maintenance, first.maintenance)));
    CHECK((is_same(again.negative_equity, first.negative_equity) && again.shortfall == first.shortfall));
    for (std::size_t d = 0; d < 10; ++d) {
      const SizeBand &a = again.deciles[d], &b = first.deciles[d];
      CHECK((a.accounts == b.accounts && a.smallest == b.smallest && a.largest == b.largest && a.largest_rise == b.largest_rise));
      CHECK((is_same(a.initial, b.initial) && is_same(a.maintenance, b.maintenance)));
    }
  }
}

TEST_CASE("deciles hold a tenth of the accounts each, in order of size, and add up to the book", "[evaluate][book_change]") {
  for (const Index count : {1, 9, 10, 37, 200}) {
    const std::vector<Account> accounts = random_accounts(5, count);
    std::vector<Index> order(accounts.size());
    const BookChange change = book_change(impacts_of(tiered_venue(), portfolio_venue(), accounts), order);
    Index all = 0, liquidatable = 0;
    double before = 0.0, largest = -std::numeric_limits<double>::infinity();
    for (const SizeBand& band : change.deciles) {
      CHECK((band.accounts == count / 10 || band.accounts == (count + 9) / 10));
      if (band.accounts == 0) continue;
      CHECK((largest <= band.smallest && band.smallest <= band.largest));
      largest = band.largest, all += band.accounts, before += band.maintenance.before, liquidatable += band.become_liquidatable;
    }
    CHECK(all == count);
    CHECK(liquidatable == change.become_liquidatable);
    CHECK(before == Catch::Approx(change.maintenance.before).epsilon(1e-13));
  }
}

TEST_CASE("a bad feed makes its holders unknown on both sides and is added to no sum", "[evaluate][compare][A18]") {
  MarketState blind = three_assets();
  blind.assets[static_cast<std::size_t>(row(btc))].spot = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Account> accounts = random_accounts(7, 100);
  const std::vector<Impact> impacts = impacts_of(tiered_venue(), portfolio_venue(), accounts, blind);
  std::vector<Index> order(impacts.size());
  const BookChange change = book_change(impacts, order);
  CHECK(change.accounts(Standing::unknown, Standing::unknown) > 20);
  for (const double x : {change.initial.change, change.maintenance.change, change.shortfall, change.negative_equity.after})
    CHECK(std::isfinite(x));
  CHECK(change.become_unknown == 0);
}
