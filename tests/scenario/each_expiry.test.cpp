#include "bulwark/scenario/each_expiry.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

struct Run {
  AssetId asset;
  Timestamp expiry;
  AssetId settlement;
  std::vector<double> strikes;
  friend bool operator==(const Run&, const Run&) = default;
};

std::vector<Run> runs_of(const Account& account) {
  const Listing listing = *Listing::from(chain());
  const PricedMarket table = price_market(listing, three_assets(), Black{}, {}, InScenarios{}).table;
  return on_valued(listing, table, account, [](const ValuedAccount& valued, const Profits&) {
    std::vector<Run> runs;
    each_expiry(valued, [&](const ContractTerms& terms, const ExpiryRun& run) {
      Run& one = runs.emplace_back(Run{terms.asset, terms.expiry, terms.settlement, {}});
      for (const ValuedPosition& p : run) {
        CHECK(is_same_expiry(terms, p.terms));
        one.strikes.push_back(p.terms.strike);
      }
    });
    return runs;
  });
}

}  // namespace

TEST_CASE("an account's contracts come expiry by expiry, in listing order, coins not at all", "[scenario][each_expiry]") {
  const Account account{.positions = {{VanillaOption{eth, OptionSide::put, 3'200.0, july}, 1.0, 0.0, AssetId::quote},
                                      {LinearFuture{btc}, 1.0, 100'000.0},
                                      {Spot{btc}, 2.0},
                                      {VanillaOption{eth, OptionSide::call, 1'920.0, july}, -1.0, 0.0, AssetId::quote},
                                      {VanillaOption{eth, OptionSide::call, 2'560.0, december}, -1.0, 0.0, AssetId::quote},
                                      {VanillaOption{eth, OptionSide::call, 2'560.0, july}, -1.0, 0.0, eth},
                                      {LinearFuture{eth, july}, 1.0, 2'500.0},
                                      {InverseFuture{btc}, 100.0, 100'000.0}}};
  CHECK(runs_of(account) == std::vector<Run>{{btc, perpetual, btc, {0.0}},
                                             {btc, perpetual, AssetId::quote, {0.0}},
                                             {eth, july, eth, {2'560.0}},
                                             {eth, july, AssetId::quote, {0.0, 1'920.0, 3'200.0}},
                                             {eth, december, AssetId::quote, {2'560.0}}});
  CHECK(runs_of({}).empty());
  CHECK(runs_of({.positions = {{Spot{btc}, 1.0}}}).empty());
}

TEST_CASE("every contract of an account is in exactly one run", "[scenario][each_expiry]") {
  Random random{17};
  const auto listed = chain();
  for (int i = 0; i < 200; ++i) {
    const Account account = random_book(random, listed, 1 + random.below(24));
    const std::vector<Run> runs = runs_of(account);
    std::size_t contracts = 0;
    for (std::size_t r = 0; r < runs.size(); ++r) {
      contracts += runs[r].strikes.size();
      for (std::size_t other = 0; other < r; ++other)
        CHECK_FALSE(
            (runs[r].asset == runs[other].asset && runs[r].settlement == runs[other].settlement && runs[r].expiry == runs[other].expiry));
    }
    const Listing listing = *Listing::from(listed);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    std::size_t held = 0;
    for (const Segment& segment : rows.at(0).segments)
      for (std::uint32_t k = segment.begin; k < segment.end; ++k)
        held += !std::holds_alternative<Spot>(listing[static_cast<Index>(rows.at(0).row[k])].instrument);
    CHECK(contracts == held);
  }
}
