// What a pool that takes the other side may not do to its traders and shareholders.

#include "bulwark/system/counterparty_pool.hpp"
#include "bulwark/system/pool_shares.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Wide = Int128;

namespace {

CounterpartyPool random_pool(Random& random) {
  const double long_coins = random.between(0.0, 100.0), short_coins = random.between(0.0, 100.0);
  return {random.between(100.0, 1e4),
          {long_coins, long_coins * random.between(5.0, 15.0)},
          {short_coins, short_coins * random.between(5.0, 15.0)}};
}

}  // namespace

TEST_CASE("G09: what traders take out and what the pool has left is what there was", "[properties][counterparty_pool]") {
  Random random{223};
  for (int run = 0; run < 200; ++run) {
    CounterpartyPool pool{.money = 10'000.0, .longs = {}, .shorts = {}};
    double traders = 0.0;  // cash of all traders, by their own trades: a long pays for its coins and is paid for them
    double price = 10.0;
    for (int step = 0; step < 50; ++step) {
      price *= random.between(0.9, 1.1);
      const bool is_long = random.below(2) == 0;
      const double fee = random.between(0.0, 1.0), held = (is_long ? pool.longs : pool.shorts).coins;
      const double coins = random.below(2) == 0 ? random.between(0.0, 50.0) : -held * random.between(0.0, 1.0);
      pool = traded(pool, is_long, coins, price, fee);
      traders -= (is_long ? 1.0 : -1.0) * coins * price + fee;
      const double open = (pool.longs.coins - pool.shorts.coins) * price;
      CHECK_THAT(pool_value(pool, price) + traders + open, WithinAbs(10'000.0, 1e-8));
    }
    pool = traded(pool, true, -pool.longs.coins, price, 0.0);
    pool = traded(pool, false, -pool.shorts.coins, price, 0.0);
    CHECK((pool.longs.coins == 0.0 && pool.longs.cost == 0.0 && pool.shorts.coins == 0.0 && pool.shorts.cost == 0.0));
  }
}

TEST_CASE("E06: a side owed more than the pool may pay is paid in proportion, and losses are collected whole",
          "[properties][counterparty_pool]") {
  Random random{224};
  int cut = 0;
  for (int draw = 0; draw < 5'000; ++draw) {
    CounterpartyPool pool = random_pool(random);
    pool.money *= 0.1;
    const PoolLimits limits{.most_interest = 1e9};
    const double price = random.between(1.0, 60.0);
    for (const bool is_long : {true, false}) {
      const SideInterest& side = is_long ? pool.longs : pool.shorts;
      const double share = limits.paid_share(pool, is_long, price), profit = side_profit(side, is_long, price);
      CHECK((share > 0.0 && share <= 1.0));
      const CounterpartyPool after = traded(pool, is_long, -side.coins, price, 0.0, share);
      if (profit <= 0.0) {
        CHECK_THAT(after.money, WithinRel(pool.money - profit, 1e-12));
        continue;
      }
      CHECK(after.money >= (1.0 - limits.most_profit) * pool.money * (1.0 - 1e-12));
      cut += share < 1.0;
    }
  }
  CHECK(cut > 500);
}

TEST_CASE("G01: coming and going at once never gains, and never takes from who stays", "[properties][pool_shares]") {
  Random random{231};
  for (int draw = 0; draw < 50'000; ++draw) {
    const PoolShares<Wide> pool{1 + random.below(1'000'000)};
    const Wide value = 1 + random.below(1'000'000'000), money = random.below(1'000'000);
    const Wide got = pool.for_deposit(money, value);
    const PoolShares<Wide> with{pool.shares + got};
    const Wide back = with.for_shares(got, value + money, value + money);
    CHECK(bool(back <= money));
    // Value per share of who stays does not fall, compared as fractions.
    CHECK(bool((value + money) * pool.shares >= value * with.shares));
    CHECK(bool((value + money - back) * pool.shares >= value * pool.shares));
  }
}

TEST_CASE("G02: nothing for nothing, more for more, and all shares together get no more than there is", "[properties][pool_shares]") {
  Random random{232};
  for (int draw = 0; draw < 20'000; ++draw) {
    const PoolShares<Wide> pool{1 + random.below(1'000'000)};
    const Wide value = 1 + random.below(1'000'000'000), money = random.below(1'000'000), more = money + random.below(1'000);
    CHECK(bool(pool.for_deposit(0, value) == 0 && pool.for_shares(0, value, value) == 0));
    CHECK(bool(pool.for_deposit(more, value) >= pool.for_deposit(money, value)));
    Wide left = pool.shares, paid = 0;
    while (left > 0) {
      const Wide part = left < 3 ? left : 1 + Wide(random.below(static_cast<Index>(left)));
      paid += pool.for_shares(part, value, value), left -= part;
    }
    CHECK(bool(paid <= value));
    CHECK(bool(pool.for_shares(pool.shares, value, value) == value));
  }
}
