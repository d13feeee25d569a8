#include "bulwark/evaluate/isolated.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/venue/binance.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "support/judged.hpp"
#include "support/liquidation.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using Exact = boost::multiprecision::cpp_rational;

const venue::LeverageSchedule schedule{{0.0, 50.0}, {100'000.0, 20.0}, {1e6, 5.0}};
const auto hyperliquid = venue::hyperliquid({.schedules = {schedule}});

Account three_positions() {
  return {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{eth}, -20.0, 2'560.0}, {LinearFuture{sol}, 300.0, 160.0}},
          .cash = 30'000.0};
}

MarketState market(double bitcoin) {
  MarketState state = three_assets();
  for (AssetMarket& asset : state.assets) asset.forwards.clear();
  state.assets[0].spot = bitcoin;
  return state;
}

std::vector<RiskReport> reports(const auto& venue, std::span<const Account> accounts, const MarketState& state) {
  const Listing listing = *Listing::from(chain());
  const AccountRows rows = listing.admit(accounts);
  REQUIRE(rows.faults().empty());
  const auto tick = venue.price(listing, state);
  REQUIRE(tick);
  Workspace workspace = tick->workspace();
  std::vector<RiskReport> all(accounts.size());
  tick->evaluate(rows, workspace, all);
  return all;
}

}  // namespace

TEST_CASE("isolating moves money and makes none, to the last bit", "[evaluate][isolated]") {
  Random random{31};
  for (int i = 0; i < 2'000; ++i) {
    Account account = three_positions();
    account.cash = static_cast<double>(random.next() >> 11) * 0x1p-33;  // 53 bits, up to a million
    const auto part = [&] { return account.cash * static_cast<double>(random.next() >> 11) * 0x1p-55; };
    const std::vector<IsolatedMargin> margins{{2, part()}, {0, part()}};
    const auto accounts = isolate(account, margins);
    REQUIRE(accounts);
    REQUIRE(accounts->size() == 3);
    Exact sum = 0;
    for (const Account& one : *accounts) sum += Exact(one.cash);
    CHECK(sum == Exact(account.cash));
    for (std::size_t k = 0; k < 2; ++k) CHECK(std::abs((*accounts)[k + 1].cash - margins[k].margin) <= 0x1p-53 * account.cash);
    CHECK((*accounts)[0].positions.size() == 1);
    CHECK((*accounts)[0].positions[0].instrument == account.positions[1].instrument);
    CHECK((*accounts)[1].positions[0].instrument == account.positions[2].instrument);
    CHECK((*accounts)[2].positions[0].instrument == account.positions[0].instrument);
  }
}

TEST_CASE("the parts' equity and requirements are together those of the whole", "[evaluate][isolated]") {
  const Account whole = three_positions();
  const auto accounts = isolate(whole, std::vector<IsolatedMargin>{{0, 4'000.0}, {1, 2'000.0}});
  REQUIRE(accounts);
  const auto parts = reports(hyperliquid, *accounts, market(103'000.0));
  const auto all = reports(hyperliquid, std::span{&whole, 1}, market(103'000.0))[0];
  double equity = 0.0, kept = 0.0, needed = 0.0;
  for (const RiskReport& r : parts) equity += r.equity, kept += r.requirement.maintenance, needed += r.requirement.initial;
  CHECK(equity == Catch::Approx(all.equity).epsilon(1e-14));
  CHECK(kept == Catch::Approx(all.requirement.maintenance).epsilon(1e-14));
  CHECK(needed == Catch::Approx(all.requirement.initial).epsilon(1e-14));
}

TEST_CASE("an isolated position's loss never touches the rest, nor the rest's loss it", "[evaluate][isolated]") {
  const auto accounts = isolate(three_positions(), std::vector<IsolatedMargin>{{0, 4'000.0}});
  REQUIRE(accounts);
  const auto before = reports(hyperliquid, *accounts, market(104'000.0)), after = reports(hyperliquid, *accounts, market(10.0));
  CHECK(after[1].verdict.standing == Standing::bankrupt);
  CHECK(bits(after[0]) == bits(before[0]));
  // Cross, the same fall takes everything.
  const Account cross = three_positions();
  CHECK(reports(hyperliquid, std::span{&cross, 1}, market(10.0))[0].verdict.standing == Standing::bankrupt);
  MarketState others = market(104'000.0);
  others.assets[1].spot = 1e9;
  const auto lost = reports(hyperliquid, *accounts, others);
  CHECK(lost[0].verdict.standing == Standing::bankrupt);
  CHECK(bits(lost[1]) == bits(before[1]));
}

TEST_CASE("an isolated position is liquidated where the venue's closed form says, whatever the rest holds", "[evaluate][isolated]") {
  Random random{17};
  const MarginTiers tiers = venue::hyperliquid_tiers(schedule);
  for (int i = 0; i < 100; ++i) {
    Account account = three_positions();
    account.positions[0].quantity = (i % 2 == 0 ? 1.0 : -1.0) * bulwark::exp(static_cast<double>(random.below(4'000)) / 1'000.0);
    account.cash = 1e7;
    const double size = account.positions[0].quantity, worth = std::abs(size) * 104'000.0;
    const double margin = worth * (0.2 + static_cast<double>(random.below(500)) / 1'000.0);
    const auto accounts = isolate(account, std::vector<IsolatedMargin>{{0, margin}});
    REQUIRE(accounts);
    const LiquidationPrices closed =
        venue::hyperliquid_liquidation_prices(104'000.0, size, margin - TieredMargin::charge(tiers, worth).maintenance, tiers);
    const LiquidationPrices found = searched(hyperliquid, (*accounts)[1], 104'000.0);
    check_same_price(closed.below, found.below, worth + margin, size);
    check_same_price(closed.above, found.above, worth + margin, size);
  }
}

TEST_CASE("the margin of an inverse position is coins, from one holding", "[evaluate][isolated]") {
  const auto coinm =
      venue::binance_coinm({.brackets = {.tables = {{{0.0, 0.02, 0.01}}}, .table_of_asset = {}, .table_of_coin_settled = {0}}});
  const Account account{.positions = {{Spot{eth}, 50.0}, {Spot{btc}, 0.1}, {Spot{btc}, 3.0}, {InverseFuture{btc}, 104'000.0, 104'000.0}},
                        .cash = 100.0};
  const auto accounts = isolate(account, std::vector<IsolatedMargin>{{3, 0.3}});
  REQUIRE(accounts);
  const Account &cross = (*accounts)[0], &isolated = (*accounts)[1];
  CHECK(Exact(cross.positions[2].quantity) + Exact(isolated.positions[1].quantity) == Exact(3.0));
  CHECK(cross.cash == 100.0);
  CHECK(isolated.cash == 0.0);
  CHECK(cross.positions.size() == 3);
  const InverseLeg leg{104'000.0, 104'000.0};
  const MarginTiers tiers{{0.0, 0.02, 0.01}};
  CHECK(*searched(coinm, isolated, 104'000.0).below ==
        Catch::Approx(*venue::binance_coinm_liquidation_prices(isolated.positions[1].quantity, {&leg, 1}, tiers).below).epsilon(1e-12));
}

TEST_CASE("no margins leave the account as it was", "[evaluate][isolated]") {
  const auto accounts = isolate(three_positions(), {});
  REQUIRE(accounts);
  REQUIRE(accounts->size() == 1);
  CHECK(accounts->front().positions.size() == 3);
  CHECK(accounts->front().cash == 30'000.0);
}

TEST_CASE("every fault of what is to be isolated is reported", "[evaluate][isolated][faults]") {
  Account account = three_positions();
  account.positions.push_back({Spot{btc}, 1.0});
  account.positions.push_back({InverseFuture{btc}, 1'000.0, 104'000.0});
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const auto faults =
      isolate(account,
              std::vector<IsolatedMargin>{{-1, 1.0}, {5, 1.0}, {0, -1.0}, {0, 1.0}, {0, 1.0}, {1, nan}, {2, 30'001.0}, {3, 1.0}, {4, 1.5}})
          .faults();
  CHECK(said(faults) ==
        std::vector<std::string>{"isolated.position[0] is out of range, got -1", "isolated.position[1] is out of range, got 5",
                                 "isolated.margin[2] must not be negative, got -1", "isolated.position[3] appears twice",
                                 "isolated.position[4] appears twice", "isolated.margin[5] must be finite, got nan",
                                 "isolated.margin[6] is out of range, got 30001", "isolated.position[7] is out of range, got 3",
                                 "isolated.margin[8] is out of range, got 1.5"});
  account.cash = -5.0;
  CHECK(isolate(account, std::vector<IsolatedMargin>{{0, 0.0}}));
  CHECK_FALSE(isolate(account, std::vector<IsolatedMargin>{{0, 0.5}}));
}
