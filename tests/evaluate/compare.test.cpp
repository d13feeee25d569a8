#include "bulwark/evaluate/compare.hpp"

#include "bulwark/evaluate/book_change.hpp"
#include "bulwark/evaluate/top_movers.hpp"
#include "support/allocations.hpp"
#include "support/compared.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const Listing& listing = listed_chain();
}  // namespace

TEST_CASE("each side of a comparison has the bits of its own evaluator, whatever the two types", "[evaluate][compare]") {
  const std::vector<Account> accounts = random_accounts(1, 60);
  const AccountRows rows = listing.admit(accounts);
  on_every_venue([&](const auto& before) {
    on_every_venue([&](const auto& after) {
      const std::vector<Impact> impacts = impacts_of(before, after, accounts);
      const auto was = before.price(listing, three_assets());
      const auto is = after.price(listing, three_assets());
      Workspace a = was->workspace(), b = is->workspace();
      for (Index i = 0; i < rows.size(); ++i) {
        CHECK(bits(impacts[static_cast<std::size_t>(i)].before) == bits(was->evaluate(rows.at(i), a)));
        CHECK(bits(impacts[static_cast<std::size_t>(i)].after) == bits(is->evaluate(rows.at(i), b)));
      }
    });
  });
}

TEST_CASE("a book as people write it compares as its rows do", "[evaluate][compare]") {
  std::vector<Account> accounts = random_accounts(8, 40);
  for (Account& account : accounts)  // a written contract is one unit; these are listed by 1/8 and by 10
    std::erase_if(account.positions, [](const Position& p) {
      return listing[static_cast<Index>(listing.find(p.instrument, p.settlement).front().row)].multiplier != 1.0;
    });
  const auto written = compare(tiered_venue(), lending_venue(), std::span{accounts}, three_assets());
  REQUIRE(written);
  const std::vector<Impact> listed = impacts_of(tiered_venue(), lending_venue(), accounts);
  for (std::size_t i = 0; i < listed.size(); ++i) {
    CHECK(bits((*written)[i].before) == bits(listed[i].before));
    CHECK(bits((*written)[i].after) == bits(listed[i].after));
  }
}

TEST_CASE("faulty rules, missing places, bad accounts and marks by row are reported, not compared", "[evaluate][compare][faults]") {
  std::vector<Account> accounts = random_accounts(9, 3);
  const AccountRows rows = listing.admit(accounts);
  std::vector<Impact> impacts(2);
  auto bad = tiered_venue();
  bad.liquidation.warn = 0.5;
  const Faults found = compare(bad, bad, listing, rows, three_assets(), std::span{impacts}).faults();
  CHECK(found.size() == 3);  // once for each side, and the places
  MarketState marked = three_assets();
  marked.marks = {1.0};
  CHECK_FALSE(compare(tiered_venue(), tiered_venue(), std::span{accounts}, marked));
  accounts[1].cash = std::numeric_limits<double>::infinity();
  CHECK_FALSE(compare(tiered_venue(), tiered_venue(), std::span{accounts}, three_assets()));
}

TEST_CASE("a book is compared, summed up and ranked without asking for memory", "[evaluate][compare][allocations]") {
  const std::vector<Account> accounts = random_accounts(10, 300);
  const AccountRows rows = listing.admit(accounts);
  const auto was = tiered_venue().price(listing, three_assets());
  const auto is = portfolio_venue().price(listing, three_assets());
  Workspace a = was->workspace(), b = is->workspace();
  std::vector<Impact> impacts(accounts.size());
  std::vector<Index> order(accounts.size()), movers(20);
  CHECK(allocations_during([&] {
          compare(*was, *is, rows, a, b, impacts);
          (void)book_change(impacts, order);
          (void)top_movers(impacts, movers);
        }) == 0);
  CHECK(bits(impacts[7].after) == bits(is->evaluate(rows.at(7), b)));
}
