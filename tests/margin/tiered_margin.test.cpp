#include "bulwark/margin/tiered_margin.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const TieredMargin tiers{.tables = {{{0.0, 0.02, 0.01}, {1e6, 0.04, 0.02}, {3e6, 0.1, 0.05}}, {{0.0, 0.5, 0.25}}},
                         .table_of_asset = {0, 1}};
}

TEST_CASE("tiers are continuous, convex and equal to rate times notional less the deduction", "[margin][tiered_margin][B04]") {
  double before = 0.0, slope = 0.0;
  for (double notional = 0.0; notional <= 5e6; notional += 62'500.0) {
    const double now_required = TieredMargin::charge(tiers.tables[0], notional).initial;
    const double rate = notional < 1e6 ? 0.02 : notional < 3e6 ? 0.04 : 0.1, deduction = notional < 1e6 ? 0.0 : notional < 3e6 ? 2e4 : 2e5;
    CHECK(now_required == Catch::Approx(rate * notional - deduction).epsilon(1e-14).margin(1e-9));
    CHECK(now_required - before >= slope - 1e-9);
    slope = now_required - before, before = now_required;
  }
}

TEST_CASE("each position has the tiers of its asset", "[margin][tiered_margin]") {
  const Account account{
      .positions = {{LinearFuture{btc}, 20.0, 1.0}, {LinearFuture{eth}, 1.0, 1.0}, {LinearFuture{sol}, 1.0, 1.0}, {Spot{btc}, 1.0}}};
  CHECK(required(tiers, account).initial == Catch::Approx(0.04 * 2.08e6 - 2e4 + 0.5 * 2'560.0 + 0.02 * 160.0).epsilon(1e-14));
}

TEST_CASE("contracts that settle in coins have tiers of coins where a market names them", "[margin][tiered_margin]") {
  TieredMargin coins = tiers;
  coins.tables.push_back({{0.0, 0.1, 0.01}, {10.0, 0.1, 0.02}});
  coins.table_of_coin_settled = {2};
  // 2,080,000 of face at 104,000 is 20 coins (the chain's contract is 10 of face); half the price, and it is 40.
  const Account inverse{.positions = {{InverseFuture{btc}, 208'000.0, 104'000.0}}}, linear{.positions = {{LinearFuture{btc}, 20.0, 1.0}}};
  CHECK(required(coins, inverse).maintenance == Catch::Approx((0.1 + 0.2) * 104'000.0).epsilon(1e-14));
  MarketState market = three_assets();
  market.assets[0].spot = 52'000.0;
  CHECK(required(coins, inverse, market).maintenance == Catch::Approx((0.1 + 0.6) * 52'000.0).epsilon(1e-14));
  CHECK(required(coins, linear).maintenance == required(tiers, linear).maintenance);
  const Account other{.positions = {{InverseFuture{eth}, 208'000.0, 2'560.0}}};  // not named: tiers in quote, as before
  CHECK(required(coins, other).maintenance == required(tiers, other).maintenance);
  CHECK(broken_by(TieredMargin{
            .tables = {{{0.0, 0.1, 0.05}}, {{0.0, 0.1, 0.01}, {2.0, 0.2, 0.02}}}, .table_of_asset = {}, .table_of_coin_settled = {1, 1}}) ==
        BrokenLaws{});
  coins.table_of_coin_settled = {9};
  CHECK(said(coins.faults()) == std::vector<std::string>{"tiered_margin.table_of_coin_settled[0] is out of range, got 9"});
}

TEST_CASE("tiers report every fault", "[margin][tiered_margin][faults]") {
  CHECK(said(TieredMargin{}.faults()) == std::vector<std::string>{"tiered_margin.tables must not be empty"});
  CHECK(said(TieredMargin{.tables = {{{1.0, 0.5, 0.25}, {1.0, 0.25, 0.5}}, {}}, .table_of_asset = {0, 2}}.faults()) ==
        std::vector<std::string>{"tiered_margin.floor[0,0] must increase, got 1", "tiered_margin.floor[0,1] must increase, got 1",
                                 "tiered_margin.initial[0,1] must increase, got 0.25",
                                 "tiered_margin.maintenance[0,1] is out of range, got 0.5", "tiered_margin.table[1] must not be empty",
                                 "tiered_margin.table_of_asset[1] is out of range, got 2"});
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  for (const TieredMargin::Tier& bad : {TieredMargin::Tier{nan, 0.5, 0.25},
                                        {infinity, 0.5, 0.25},
                                        {-1.0, 0.5, 0.25},
                                        {2.0, nan, 0.25},
                                        {2.0, infinity, 0.25},
                                        {2.0, -0.5, -0.75},
                                        {2.0, 0.5, nan},
                                        {2.0, 0.5, 0.6},
                                        {2.0, 0.5, -0.1}})
    CHECK_FALSE(TieredMargin{.tables = {{{0.0, 0.1, 0.05}, bad}}, .table_of_asset = {}}.faults().empty());
}
