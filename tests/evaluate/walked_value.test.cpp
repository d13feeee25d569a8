#include "bulwark/evaluate/walked_value.hpp"

#include "bulwark/evaluate/walked_account.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

namespace {
const Listing listing = *Listing::from(chain());
}

TEST_CASE("a walked value is the equity of the walked account", "[evaluate][walked_value]") {
  Random random{92};
  const auto tick = portfolio_venue().price(listing, three_assets());
  for (int i = 0; i < 60; ++i) {
    const Account account = random_book(random, chain(), random.below(20));
    const AccountRows rows = listing.admit(std::span{&account, 1});
    for (const AssetId asset : {btc, eth}) {
      const MarketState market = three_assets();
      const WalkedValue value(*tick, rows.at(0), market, asset);
      REQUIRE(value.is_known());
      WalkedAccount walked(*tick, rows.at(0), market, {.asset = asset});
      for (const double share : {1.0, 0.25, 0.9, 1.7}) {
        const double price = share * market[asset].spot;
        CHECK_THAT(value.at(price).value(), WithinAbs(walked.at(price).equity, 1e-7));
      }
    }
  }
}

TEST_CASE("a walked value's slope is its derivative, and its parts are convex and concave", "[evaluate][walked_value]") {
  Random random{93};
  const auto tick = portfolio_venue().price(listing, three_assets());
  for (int i = 0; i < 40; ++i) {
    const Account account = random_book(random, chain(), 12);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const WalkedValue value(*tick, rows.at(0), three_assets(), btc);
    for (const double price : {50'000.0, 104'000.0, 180'000.0}) {
      const double h = 16.0;
      const ConvexParts down = value.at(price - h), here = value.at(price), up = value.at(price + h);
      CHECK_THAT(here.slope(), WithinAbs((up.value() - down.value()) / (2.0 * h), 1e-4 * (1.0 + std::fabs(here.slope()))));
      CHECK(up.convex + down.convex - 2.0 * here.convex >= -1e-8 * (1.0 + std::fabs(here.convex)));
      CHECK(up.concave + down.concave - 2.0 * here.concave <= 1e-8 * (1.0 + std::fabs(here.concave)));
      CHECK(here.convex >= 0.0);
      CHECK(here.concave <= 0.0);
    }
  }
}

TEST_CASE("what is neither a line nor convex in the price is not known", "[evaluate][walked_value][faults]") {
  const std::vector<ListedInstrument> listed{{.id = "quanto", .instrument = LinearFuture{btc}, .settlement = btc},
                                             {.id = "quote", .instrument = LinearFuture{btc}}};
  const Listing own = *Listing::from(listed);
  const auto tick = portfolio_venue().price(own, three_assets());
  const std::vector<Account> accounts{{.positions = {{LinearFuture{btc}, 1.0, 1e5, btc}}, .cash = 1e5},
                                      {.positions = {{LinearFuture{btc}, 1.0, 1e5, AssetId::quote}}, .cash = 1e5}};
  const AccountRows rows = own.admit(accounts);
  CHECK_FALSE(WalkedValue(*tick, rows.at(0), three_assets(), btc).is_known());
  CHECK(WalkedValue(*tick, rows.at(1), three_assets(), btc).is_known());
  CHECK_FALSE(WalkedValue(*tick, AccountRow{}, three_assets(), btc).is_known());
  CHECK_FALSE(WalkedValue(*tick, rows.at(1), three_assets(), AssetId{9}).is_known());
}

TEST_CASE("an option whose forward is interpolated from one that is partly fixed is not known", "[evaluate][walked_value][faults]") {
  const Timestamp soon = now + std::chrono::hours{1}, week = now + std::chrono::days{7};
  MarketState market = three_assets();
  std::vector<ForwardPoint>& forwards = market.assets[row(btc)].forwards;
  forwards.insert(forwards.begin(), {.expiry = soon, .forward = 104'000.0, .fixed = 78'000.0});
  std::vector<ListedInstrument> listed;
  for (const Timestamp expiry : {soon, week, july})
    listed.push_back({.id = "option" + std::to_string(listed.size()),
                      .instrument = VanillaOption{btc, OptionSide::call, 104'000.0, expiry},
                      .settlement = AssetId::quote});
  const Listing own = *Listing::from(listed);
  const auto is_known = [&](Timestamp expiry) {
    const Account account{.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, expiry}, 1.0, 0.0, AssetId::quote}}, .cash = 1e5};
    const AccountRows rows = own.admit(std::span{&account, 1});
    const auto tick = portfolio_venue().price(own, market);
    const WalkedValue value(*tick, rows.at(0), market, btc);
    if (value.is_known()) {
      WalkedAccount walked(*tick, rows.at(0), market, {.asset = btc});
      CHECK_THAT(value.at(90'000.0).value(), WithinAbs(walked.at(90'000.0).equity, 1e-7));
    }
    return value.is_known();
  };
  CHECK(is_known(soon));
  CHECK_FALSE(is_known(week));
  CHECK(is_known(july));
  forwards.front().fixed = 0.0;
  CHECK(is_known(week));
}

TEST_CASE("an account that the tick does not know has no value at any price", "[evaluate][walked_value][faults]") {
  const std::vector<ListedInstrument> listed{{.id = "huge", .instrument = LinearFuture{btc}, .multiplier = 16.0}};
  const Listing own = *Listing::from(listed);
  MarketState market = three_assets();
  market.marks = {1.5e308};  // a number, but what 16 coins are worth is not
  const auto tick = portfolio_venue().price(own, market);
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 50'000.0};
  const AccountRows rows = own.admit(std::span{&account, 1});
  Workspace workspace = tick->workspace();
  REQUIRE(is_unknown(tick->evaluate(rows.at(0), workspace)));
  CHECK_FALSE(WalkedValue(*tick, rows.at(0), market, btc).is_known());
}
