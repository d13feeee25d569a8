#include "bulwark/evaluate/repriced_tick.hpp"

#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

MarketState moved(double share) {
  MarketState market = three_assets();
  for (AssetMarket& asset : market.assets) {
    asset.spot *= share;
    for (ForwardPoint& point : asset.forwards) point.forward *= share;
  }
  return market;
}

}  // namespace

TEST_CASE("a tick that is priced again has the bits of a new one", "[evaluate][repriced_tick][bits]") {
  Random random{61};
  on_every_venue([&](const auto& venue) {
    RepricedTick again(venue, listing);
    for (int i = 0; i < 40; ++i) {
      const Account account = random_book(random, chain(), random.below(12));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      MarketState market = moved(0.5 + static_cast<double>(random.below(32)) / 16.0);
      if (i % 8 == 5) market.assets[1].volatility = {};  // faults come and go
      if (i % 8 == 6) market.assets[2].spot = -1.0;
      if (i % 16 == 7) market.now += std::chrono::hours{i};
      const auto fresh = venue.price(listing, market);
      REQUIRE(fresh);
      Workspace workspace = fresh->workspace();
      CHECK(bits(again.evaluate(rows.at(0), market)) == bits(fresh->evaluate(rows.at(0), workspace)));
    }
  });
}

TEST_CASE("sets that follow the market are asked for again", "[evaluate][repriced_tick]") {
  const auto venue = second_manager();
  RepricedTick again(venue, listing);
  const Account account{.positions = {{LinearFuture{btc}, 0.5, 100'000.0}}, .cash = 90'000.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  for (const double share : {1.0, 0.75, 1.5}) {
    const auto fresh = venue.price(listing, moved(share));
    Workspace workspace = fresh->workspace();
    CHECK(bits(again.evaluate(rows.at(0), moved(share))) == bits(fresh->evaluate(rows.at(0), workspace)));
  }
}

TEST_CASE("pricing again asks for memory less often than pricing anew", "[evaluate][repriced_tick]") {
  const auto venue = portfolio_venue();
  RepricedTick again(venue, listing);
  const Account account{.positions = {{LinearFuture{btc}, 0.5, 100'000.0}}, .cash = 90'000.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const MarketState market = moved(1.0), other = moved(0.75);
  (void)again.evaluate(rows.at(0), market);
  const std::size_t asked = allocations_during([&] { (void)again.evaluate(rows.at(0), other); }),
                    asked_anew = allocations_during([&] {
                      const auto fresh = venue.price(listing, other);
                      Workspace workspace = fresh->workspace();
                    });
  INFO(asked << " of " << asked_anew);
  CHECK(asked < asked_anew);
}

TEST_CASE("a venue whose parameters have faults prices nothing", "[evaluate][repriced_tick][faults]") {
  const auto venue = RiskEvaluator{Haircut{}, ScenarioMargin{.grid = grid(), .initial_factor = -1.0}, Black{}, NoVar{}, HealthThreshold{}};
  RepricedTick again(venue, listing);
  const Account account{.positions = {{LinearFuture{btc}, 0.5, 100'000.0}}, .cash = 90'000.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  CHECK(is_unknown(again.evaluate(rows.at(0), three_assets())));
}

TEST_CASE("under some scenarios of the set an account needs no more than under all, and the same where the binding one is among them",
          "[evaluate][repriced_tick][bits]") {
  Random random{62};
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  int bound = 0;
  for (int i = 0; i < 160; ++i) {
    const Account account = random_book(random, chain(), 1 + random.below(3));
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const MarketState market = moved(0.5 + static_cast<double>(random.below(32)) / 16.0);
    const auto fresh = venue.price(listing, market);
    Workspace workspace = fresh->workspace();
    const RiskReport all = fresh->evaluate(rows.at(0), workspace);
    std::vector<Index> some{random.below(grid().size()), random.below(grid().size())};
    RepricedTick few(venue, listing, some);
    CHECK(few.evaluate(rows.at(0), market).requirement.maintenance <= all.requirement.maintenance);
    if (!all.requirement.binding || rows.at(0).segments.size() > 1) continue;
    ++bound;
    some.push_back(all.requirement.binding->scenario);
    RepricedTick with(venue, listing, some);
    CHECK(with.evaluate(rows.at(0), moved(0.75)).equity > -1e300);  // another market first: the table is priced again in place
    const RiskReport same = with.evaluate(rows.at(0), market);
    CHECK(same.requirement.maintenance == all.requirement.maintenance);
    CHECK(same.equity == all.equity);
    CHECK(same.verdict == all.verdict);
  }
  CHECK(bound > 5);
}
