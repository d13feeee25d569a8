#include "bulwark/evaluate/sweep.hpp"

#include <vector>

#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());
const std::vector<double> edges{0.0, 0.5, 1.0, 1.25, 2.0, 10.0};

/// Some of them thin, one refused, one older than its rows.
std::vector<Account> accounts_of(std::uint64_t seed, Index count) {
  Random random{seed};
  std::vector<Account> all;
  for (Index i = 0; i < count; ++i) {
    all.push_back(random_book(random, chain(), 1 + random.below(8)));
    all.back().cash = all.back().cash * 4.0 - 5e5;
  }
  all[3].positions[0].quantity = std::numeric_limits<double>::quiet_NaN();
  return all;
}

VenueSummary<> asked(RankedBy by = RankedBy::health) { return *VenueSummary<>::from({.ranked_by = by, .riskiest = 10, .edges = edges}); }

}  // namespace

TEST_CASE("a sweep's reports are the tick's, and its summary is theirs", "[evaluate][sweep][bits]") {
  const AccountRows rows = listing.admit(accounts_of(1, 300));
  on_every_venue([&](const auto& venue) {
    const auto tick = *venue.price(listing, three_assets());
    Workspace workspace = tick.workspace();
    std::vector<RiskReport> reports(300), one_by_one(300);
    tick.evaluate(rows, workspace, one_by_one);
    VenueSummary<> summary = asked(), by_hand = asked();
    sweep(tick, rows, {.begin = 0, .end = 300}, workspace, summary, reports);
    for (Index i = 0; i < 300; ++i) {
      CHECK(bits(reports[static_cast<std::size_t>(i)]) == bits(one_by_one[static_cast<std::size_t>(i)]));
      by_hand.add(i, one_by_one[static_cast<std::size_t>(i)]);
    }
    CHECK(summary == by_hand);
    CHECK(summary.totals.accounts() == 300);
    CHECK(summary.totals.unknown() == 1);
    REQUIRE(summary.unknown.values().size() == 1);
    CHECK(summary.unknown.values()[0] == 3);
  });
}

TEST_CASE("any split of the accounts, merged in any order, has the bits of one sweep", "[evaluate][sweep][bits]") {
  constexpr Index count = 257;
  const AccountRows rows = listing.admit(accounts_of(2, count));
  const auto tick = *portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick.workspace();
  for (const RankedBy by : {RankedBy::health, RankedBy::surplus, RankedBy::shortfall}) {
    VenueSummary<> whole = asked(by);
    sweep(tick, rows, {.begin = 0, .end = count}, workspace, whole);
    for (const Index parts : {1, 2, 3, 7, 64, 300}) {
      VenueSummary<> merged = asked(by);
      for (Index p = parts; p-- > 0;) {
        VenueSummary<> part = asked(by);
        Workspace own = tick.workspace();
        sweep(tick, rows, part_of({.begin = 0, .end = count}, p, parts), own, part);
        REQUIRE(merged.merge(part));
      }
      CHECK(merged == whole);
    }
  }
}

TEST_CASE("accounts that stand elsewhere keep their names", "[evaluate][sweep][bits]") {
  // Two machines, each with a half of the accounts, which it numbers from 0.
  std::vector<Account> all = accounts_of(3, 100);
  const AccountRows rows = listing.admit(all);
  const AccountRows first = listing.admit(std::span{all}.first(40)), second = listing.admit(std::span{all}.subspan(40));
  const auto tick = *portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick.workspace();
  VenueSummary<> whole = asked(), one = asked(), other = asked();
  sweep(tick, rows, {.begin = 0, .end = 100}, workspace, whole);
  sweep(tick, first, {.begin = 0, .end = 40}, workspace, one);
  sweep(tick, second, {.begin = 0, .end = 60, .first_name = 40}, workspace, other);
  REQUIRE(other.merge(one));
  CHECK(other == whole);
}

TEST_CASE("parts of a range cover it without overlap", "[evaluate][sweep]") {
  for (const Index parts : {1, 2, 5, 11}) {
    Index at = 3;
    for (Index p = 0; p < parts; ++p) {
      const AccountRange part = part_of({.begin = 3, .end = 13, .first_name = 7}, p, parts);
      CHECK(part.begin == at);
      CHECK(part.end >= part.begin);
      CHECK(part.first_name == 7);
      at = part.end;
    }
    CHECK(at == 13);
  }
}

TEST_CASE("fewer places for reports than accounts are filled and no more", "[evaluate][sweep]") {
  const AccountRows rows = listing.admit(accounts_of(4, 20));
  const auto tick = *tiered_venue().price(listing, three_assets());
  Workspace workspace = tick.workspace();
  VenueSummary<> summary = asked();
  std::vector<RiskReport> reports(5);
  sweep(tick, rows, {.begin = 10, .end = 20}, workspace, summary, reports);
  for (Index i = 0; i < 5; ++i) CHECK(bits(reports[static_cast<std::size_t>(i)]) == bits(tick.evaluate(rows.at(10 + i), workspace)));
  CHECK(summary.totals.accounts() == 10);
}

TEST_CASE("a sweep does not allocate", "[evaluate][sweep]") {
  const AccountRows rows = listing.admit(accounts_of(5, 50));
  const auto tick = *portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick.workspace();
  VenueSummary<> summary = asked(), other = asked();
  std::vector<RiskReport> reports(50);
  bool is_merged = false;
  CHECK(allocations_during([&] {
          sweep(tick, rows, {.begin = 0, .end = 50}, workspace, summary, reports);
          is_merged = other.merge(summary);
        }) == 0);
  CHECK(is_merged);
}
