#include "bulwark/settlement/settle_accounts.hpp"

#include <chrono>

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using test::Int128;

namespace {
constexpr AssetId BTC{0}, ETH{1};
constexpr Timestamp friday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 27} + 8h}, june = friday + 24h * 91;

const std::vector<ListedInstrument> listed{
    {.id = "BTC-PERP", .instrument = LinearFuture{BTC}},
    {.id = "BTC-27MAR26", .instrument = InverseFuture{BTC, friday}, .multiplier = 10.0},
    {.id = "BTC-27MAR26-60000-C", .instrument = VanillaOption{BTC, OptionSide::call, 60'000.0, friday}, .settlement = BTC},
    {.id = "ETH-27MAR26", .instrument = LinearFuture{ETH, friday}},
    {.id = "ETH-27MAR26-3000-P", .instrument = VanillaOption{ETH, OptionSide::put, 3'000.0, friday}},
    {.id = "ETH-26JUN26-3000-P", .instrument = VanillaOption{ETH, OptionSide::put, 3'000.0, june}}};
const std::vector<Account> accounts{
    {.positions = {{LinearFuture{BTC}, 1.0, 65'000.0},
                   {InverseFuture{BTC, friday}, 6'500.0, 65'000.0},
                   {VanillaOption{BTC, OptionSide::call, 60'000.0, friday}, -0.3, 0.0, BTC},
                   {VanillaOption{ETH, OptionSide::put, 3'000.0, june}, 2.0}},
     .cash = 1'000.0},
    {.positions = {{InverseFuture{BTC, friday}, -6'500.0, 65'000.0},
                   {VanillaOption{BTC, OptionSide::call, 60'000.0, friday}, 0.3, 0.0, BTC}},
     .cash = 0.0},
    {.positions = {{LinearFuture{ETH, friday}, 7.5, 3'100.0}, {VanillaOption{ETH, OptionSide::put, 3'000.0, friday}, 4.0}}, .cash = 500.0},
    {.positions = {{LinearFuture{ETH, friday}, -7.5, 3'100.0}, {VanillaOption{ETH, OptionSide::put, 3'000.0, friday}, -4.0}},
     .cash = 0.25}};
const std::vector<std::optional<double>> prices{70'000.0, 2'950.5};
}  // namespace

TEST_CASE("a whole market expires: futures pay their gain, options what they are worth, and all of it is somebody's",
          "[settlement][settle_accounts]") {
  const auto listing = Listing::from(listed);
  REQUIRE(listing);
  const auto settled = settle_accounts<Int128>(*listing, accounts, friday, prices);
  REQUIRE(settled);
  CHECK(settled->expired.size() == 4);
  REQUIRE(settled->flows.size() == 4);
  // Face 65,000 bought at 65,000: a coin paid in, 65,000 / 70,000 paid out, so 0.07142857.. gained; less 0.3 calls of 1 / 7 coin each.
  CHECK((settled->flows[0].account == 0 && settled->flows[0].asset == BTC));
  CHECK(settled->flows[0].payment == 7'142'857 - 4'285'715);
  CHECK(settled->flows[1].payment == -7'142'858 + 4'285'714);
  CHECK((settled->flows[2].account == 2 && settled->flows[2].asset == AssetId::quote));
  CHECK(settled->flows[2].payment == Int128(-1'121'250'000 + 198'000'000));
  CHECK(settled->flows[3].payment == -settled->flows[2].payment);
  for (const auto& asset : settled->assets) CHECK(asset.paid + asset.rest == 0);
  CHECK(settled->assets[0].rest == 2);

  const Account first = after_expiry<Int128>(accounts[0], friday, std::span{settled->flows}.first(1));
  CHECK(first.positions.size() == 3);
  CHECK((std::get<Spot>(first.positions[2].instrument).asset == BTC && first.positions[2].quantity == 0.02857142));
  CHECK(first.cash == 1'000.0);
  const Account third = after_expiry<Int128>(accounts[2], friday, std::span{settled->flows}.subspan(2, 1));
  CHECK((third.positions.empty() && third.cash == 500.0 - 1'121.25 + 198.0));
  const auto next = listing->with({}, settled->expired);
  REQUIRE(next);
  CHECK(next->order().size() == 2);
  CHECK(next->admit(std::vector<Account>{third}).faults().empty());
}

TEST_CASE("the order in which accounts and positions are named changes no payment", "[settlement][settle_accounts]") {
  const auto listing = Listing::from(listed);
  std::vector<Account> turned{accounts.rbegin(), accounts.rend()};
  for (Account& a : turned) a.positions = {a.positions.rbegin(), a.positions.rend()};
  const auto one = settle_accounts<Int128>(*listing, accounts, friday, prices);
  const auto other = settle_accounts<Int128>(*listing, turned, friday, prices);
  REQUIRE((one && other));
  for (const auto& flow : one->flows) {
    bool is_found = false;
    for (const auto& same : other->flows)
      is_found = is_found || (same.account == 3 - flow.account && same.asset == flow.asset && same.payment == flow.payment);
    CHECK(is_found);
  }
}

TEST_CASE("nothing is settled with a price that is missing, torn or not above zero, and all of it is said",
          "[settlement][settle_accounts]") {
  const auto listing = Listing::from(listed);
  const auto faults_of = [&](std::vector<std::optional<double>> at, const SettlementDecimals& decimals = {}) {
    return test::said(settle_accounts<Int128>(*listing, accounts, friday, at, decimals).faults());
  };
  CHECK(faults_of({std::nullopt, 2'950.5}) ==
        std::vector<std::string>{"settlement.price[0,1] is missing", "settlement.price[0,2] is missing"});
  CHECK(faults_of({70'000.0}).size() == 2);
  CHECK(faults_of({-70'000.0, 2'950.5}).size() == 2);  // what divides by it; money may be negative
  CHECK(faults_of({70'000.0, -2'950.5}).empty());
  CHECK(faults_of({70'000.0, 2'950.123456}).front() == "settlement.price[1,3] is out of range, got 2950.1234559999998");
  CHECK(faults_of({70'000.0, 2'950.5}, {.lots = 0}).size() == 4);
  CHECK(faults_of({70'000.0, 2'950.5}, {.lots = -1}) == std::vector<std::string>{"settlement.decimals is out of range, got -1"});
}

TEST_CASE("an account that cannot be admitted stops the settlement, for its own reasons", "[settlement][settle_accounts][faults]") {
  const auto listing = Listing::from(listed);
  std::vector<Account> some = accounts;
  some[1].cash = std::numeric_limits<double>::quiet_NaN();
  CHECK(test::said(settle_accounts<Int128>(*listing, some, friday, prices).faults()) ==
        std::vector<std::string>{"account.cash[1] must be finite, got nan"});
  const auto next = listing->with({}, std::vector<std::string>{"BTC-PERP"});
  CHECK(test::said(settle_accounts<Int128>(*next, accounts, friday, prices).faults()) ==
        std::vector<std::string>{"position.instrument[0,0] is not listed"});
}

TEST_CASE("a future that was bought and sold again pays what it has gained, though nothing is held of it",
          "[settlement][settle_accounts]") {
  const auto listing = Listing::from(listed);
  const std::vector<Account> round_trip{{.positions = {{LinearFuture{ETH, friday}, 0.3, 3'000.0},
                                                       {LinearFuture{ETH, friday}, -0.1, 3'100.0},
                                                       {LinearFuture{ETH, friday}, -0.2, 3'200.0},
                                                       {InverseFuture{BTC, friday}, 6'500.0, 65'000.0},
                                                       {InverseFuture{BTC, friday}, -6'500.0, 50'000.0}}}};
  const auto settled = settle_accounts<Int128>(*listing, round_trip, friday, prices);
  REQUIRE((settled && settled->flows.size() == 2));
  CHECK(settled->flows[0].payment == 100'000'000 - 130'000'000);
  CHECK(settled->flows[1].payment == 50'000'000);
}

TEST_CASE("what nobody holds needs no price, and a perpetual never expires", "[settlement][settle_accounts]") {
  const auto listing = Listing::from(listed);
  const std::vector<Account> idle{{.positions = {{LinearFuture{BTC}, 1.0, 65'000.0}}, .cash = 1.0}};
  const auto settled = settle_accounts<Int128>(*listing, idle, friday, {});
  REQUIRE(settled);
  CHECK((settled->flows.empty() && settled->expired.size() == 4));
  CHECK(settle_accounts<Int128>(*listing, idle, perpetual, {})->expired.empty());
}
