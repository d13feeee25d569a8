#include "bulwark/evaluate/float_tick.hpp"

#include <utility>
#include <vector>

#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

std::vector<Account> books(Index count, std::uint64_t seed, double cash) {
  Random random{seed};
  std::vector<Account> accounts;
  for (Index i = 0; i < count; ++i) {
    accounts.push_back(random_book(random, chain(), 1 + random.below(20)));
    accounts.back().cash *= cash;
  }
  return accounts;
}

}  // namespace

TEST_CASE("verdicts over floats are those of doubles, and so are equity and resources", "[evaluate][float_tick]") {
  on_every_venue([&](const auto& venue) {
    const auto tick = *venue.price(listing, three_assets());
    for (const FloatSums sums : {FloatSums::floats, FloatSums::doubles}) {
      const auto quick = *FloatTick<std::remove_cvref_t<decltype(venue)>>::from(tick, sums);
      Workspace workspace = tick.workspace();
      Index exact = 0, healthy = 0;
      const std::vector<Account> accounts = books(1'500, 1, 40.0);
      const AccountRows rows = listing.admit(accounts);
      for (Index i = 0; i < rows.size(); ++i) {
        const CertifiedReport said = quick.certify(rows.at(i), workspace), worst = quick.at_worst(rows.at(i), workspace);
        const RiskReport truth = tick.evaluate(rows.at(i), workspace);
        CHECK(said.report.verdict == truth.verdict);
        CHECK(said.report.equity == truth.equity);
        CHECK(said.report.resources.initial == truth.resources.initial);
        CHECK(said.report.resources.maintenance == truth.resources.maintenance);
        CHECK(worst.report.requirement.initial >= truth.requirement.initial);
        CHECK(worst.report.requirement.maintenance >= truth.requirement.maintenance);
        // Factors are at most 1.25 here, and each unit's loss is charged by itself.
        CHECK(worst.report.requirement.initial <=
              truth.requirement.initial + 1.25 * worst.excess + 1e-9 * (1.0 + truth.requirement.initial));
        if (said.is_exact) CHECK(bits(said.report) == bits(truth));
        exact += said.is_exact, healthy += truth.verdict.standing == Standing::healthy;
      }
      CHECK(healthy > 400);
      CHECK(exact == rows.size() - healthy);  // nobody here is so near a threshold
    }
  });
}

TEST_CASE("an account at a threshold is judged in doubles, and next to it as well", "[evaluate][float_tick]") {
  const auto venue = portfolio_venue();
  const auto tick = *venue.price(listing, three_assets());
  const auto quick = *FloatTick<decltype(portfolio_venue())>::from(tick, FloatSums::floats);
  Workspace workspace = tick.workspace();
  Index in_doubles = 0, healthy = 0;
  for (Account& account : books(300, 2, 1.0)) {
    const auto report = [&] {
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const CertifiedReport said = quick.certify(rows.at(0), workspace);
      const RiskReport truth = tick.evaluate(rows.at(0), workspace);
      CHECK(said.report.verdict == truth.verdict);
      if (truth.verdict.standing == Standing::healthy) ++healthy, in_doubles += said.is_exact;
      return truth;
    };
    // Cash that brings the account to the threshold of a warning, and a little about it.
    const RiskReport first = report();
    const double missing = venue.liquidation.warn * first.requirement.maintenance - first.resources.maintenance;
    const double at = account.cash + missing;
    for (const double part : {0.0, 1e-15, -1e-15, 1e-12, 1e-9, 1e-7, 1e-5, -1e-5, 1e-2}) {
      account.cash = at + part * (first.requirement.maintenance + 1.0);
      report();
    }
  }
  CHECK(healthy > 1'000);
  CHECK(in_doubles > 100);  // healthy by less than floats can tell
  CHECK(in_doubles < healthy);
}

TEST_CASE("what is unknown stays unknown, and numbers beyond the floats go the way of doubles", "[evaluate][float_tick]") {
  auto tick = *portfolio_venue().price(listing, three_assets());
  const std::vector<Account> accounts = books(60, 3, 40.0);
  std::vector<Account> huge = accounts;
  for (Account& account : huge)
    for (Position& p : account.positions) p.quantity *= 0x1p110;
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1e39, 1e300}) {
    for (Index row = 0; row < tick.table().rows(); row += 5) {
      const auto put = [&](double number) {
        return tick.change([&](PricedMarket& table, Faults&) { return std::exchange(table.row(row)[column_count + 7], number); });
      };
      const double was = put(bad);
      const auto quick = *FloatTick<decltype(portfolio_venue())>::from(tick, FloatSums::floats);
      Workspace workspace = tick.workspace();
      for (const std::vector<Account>* some : {&accounts, &std::as_const(huge)}) {
        const AccountRows rows = listing.admit(*some);
        std::size_t wrong = 0;
        for (Index i = 0; i < rows.size(); ++i)
          wrong += quick.evaluate(rows.at(i), workspace).verdict != tick.evaluate(rows.at(i), workspace).verdict;
        CHECK(wrong == 0);
      }
      put(was);
    }
  }
  const auto quick = *FloatTick<decltype(portfolio_venue())>::from(tick, FloatSums::doubles);
  Workspace workspace = tick.workspace();
  CHECK(is_unknown(quick.evaluate(AccountRow{}, workspace)));
  CHECK(quick.certify(AccountRow{}, workspace).is_exact);
  CHECK(is_unknown(quick.at_worst(AccountRow{}, workspace).report));
}

TEST_CASE("an evaluation over floats does not allocate", "[evaluate][float_tick]") {
  const auto tick = *portfolio_venue().price(listing, three_assets());
  const auto quick = *FloatTick<decltype(portfolio_venue())>::from(tick, FloatSums::floats);
  const AccountRows rows = listing.admit(books(20, 4, 1.0));
  Workspace workspace = quick.workspace();
  CHECK(allocations_during([&] {
          for (Index i = 0; i < rows.size(); ++i) (void)quick.evaluate(rows.at(i), workspace);
        }) == 0);
}

TEST_CASE("floats of a tick that was refreshed since say nothing, and accounts are evaluated in doubles", "[evaluate][float_tick]") {
  const auto venue = portfolio_venue();
  const MarketState before = three_assets();
  MarketState market = before;
  market.assets[0].spot *= 0.5;
  auto tick = *venue.price(listing, before);
  const auto quick = *FloatTick<std::remove_cvref_t<decltype(venue)>>::from(tick, FloatSums::floats);
  CHECK(quick.is_current());
  REQUIRE_FALSE(venue.refresh(tick, listing, before, market)->is_rebuilt);
  CHECK_FALSE(quick.is_current());
  Workspace workspace = tick.workspace();
  const std::vector<Account> accounts = books(100, 5, 40.0);
  const AccountRows rows = listing.admit(accounts);
  for (Index i = 0; i < rows.size(); ++i) {
    CHECK(is_unknown(quick.at_worst(rows.at(i), workspace).report));
    const CertifiedReport said = quick.certify(rows.at(i), workspace);
    CHECK(said.is_exact);
    CHECK(bits(said.report) == bits(tick.evaluate(rows.at(i), workspace)));
    CHECK(bits(quick.evaluate(rows.at(i), workspace)) == bits(said.report));
  }
  const auto again = *FloatTick<std::remove_cvref_t<decltype(venue)>>::from(tick, FloatSums::floats);
  CHECK(again.is_current());
  CHECK_FALSE(is_unknown(again.at_worst(rows.at(0), workspace).report));
  STATIC_REQUIRE((noexcept(quick.certify(rows.at(0), workspace))&& noexcept(quick.evaluate(rows.at(0), workspace))));
  STATIC_REQUIRE((noexcept(quick.is_current())&& noexcept(quick.at_worst(rows.at(0), workspace))));
}
