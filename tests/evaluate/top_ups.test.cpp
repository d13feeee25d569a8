#include "bulwark/evaluate/top_ups.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// One BTC long at 104,000 with so much cash.
Account long_one(double cash) { return {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = cash}; }

}  // namespace

TEST_CASE("a top-up is the least that keeps an account, and one unit less does not", "[evaluate][top_ups]") {
  Random random{12};
  std::vector<Account> accounts;
  for (int i = 0; i < 120; ++i) {
    accounts.push_back(random_book(random, chain(), 1 + random.below(5)));
    accounts.back().cash = accounts.back().cash * 8.0 - 5e5;
  }
  accounts.push_back(long_one(std::numeric_limits<double>::quiet_NaN()));
  const AccountRows rows = listing.admit(accounts);
  Index needing = 0;
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    std::vector<std::optional<double>> needed(accounts.size());
    const TopUps found = top_ups(*tick, rows, 0.01, workspace, scratch, std::span{needed});
    double total = 0.0;
    Index bankrupt = 0;
    for (Index i = 0; i < rows.size(); ++i) {
      const auto& one = needed[static_cast<std::size_t>(i)];
      const RiskReport before = tick->evaluate(rows.at(i), workspace);
      bankrupt += before.verdict.standing == Standing::bankrupt;
      if (!one || *one == 0.0) {
        if (one) CHECK(before.verdict.is_healthy());
        continue;
      }
      ++needing;
      if (before.verdict.standing != Standing::bankrupt) total += *one;
      const auto with = [&](double cash) {
        return tick->evaluate(scratch.apply(tick->table(), rows.at(i), {.cash = cash}), workspace).verdict.is_healthy();
      };
      CHECK((with(*one) && !with(*one - 0.01)));
    }
    CHECK(found.total == total);
    CHECK(found.bankrupt == bankrupt);
    CHECK_FALSE(needed.back());
  });
  CHECK(needing > 40);
}
