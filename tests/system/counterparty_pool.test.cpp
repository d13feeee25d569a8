#include "bulwark/system/counterparty_pool.hpp"

#include <array>
#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

CounterpartyPool random_pool(Random& random) {
  const double long_coins = random.between(0.0, 100.0), short_coins = random.between(0.0, 100.0);
  return {random.between(100.0, 1e4),
          {long_coins, long_coins * random.between(5.0, 15.0)},
          {short_coins, short_coins * random.between(5.0, 15.0)}};
}

}  // namespace

TEST_CASE("a pool loses what its traders gain", "[system][counterparty_pool]") {
  const CounterpartyPool pool{.money = 1'000.0, .longs = {10.0, 100.0}, .shorts = {4.0, 48.0}};
  CHECK(side_profit(pool.longs, true, 15.0) == 50.0);
  CHECK(side_profit(pool.shorts, false, 15.0) == -12.0);
  CHECK(pool_value(pool, 15.0) == 1'000.0 - 50.0 + 12.0);
  CHECK(pool_skew(pool) == 6.0);
  CHECK(pool_value(pool, 16.0) - pool_value(pool, 15.0) == -6.0);
}

TEST_CASE("at the ruin price nothing is left, on the way there something is", "[system][counterparty_pool]") {
  Random random{221};
  int ruined = 0;
  for (int draw = 0; draw < 5'000; ++draw) {
    const CounterpartyPool pool = random_pool(random);
    const double ruin = ruin_price(pool), value = pool_value(pool, 10.0);
    if (std::isnan(ruin)) {
      for (const double price : {1e-9, 1.0, 100.0, 1e9}) CHECK((pool_value(pool, price) > 0.0) == (value > 0.0));
      continue;
    }
    ++ruined;
    CHECK_THAT(pool_value(pool, ruin), WithinAbs(0.0, 1e-9 * (pool.money + pool.longs.coins * ruin + pool.shorts.coins * ruin)));
    if (value > 0.0) CHECK(pool_value(pool, 0.5 * (ruin + 10.0)) > 0.0);
  }
  CHECK(ruined > 1'000);
  CHECK(std::isnan(ruin_price({100.0, {5.0, 50.0}, {5.0, 50.0}})));  // as many longs as shorts
}

TEST_CASE("what fits is taken, a little more breaks a limit, and the limit that is named is the one", "[system][counterparty_pool]") {
  Random random{222};
  int seen[5] = {};
  for (int draw = 0; draw < 10'000; ++draw) {
    const CounterpartyPool pool = random_pool(random);
    const PoolLimits limits{
        .reserve = random.between(0.1, 1.0), .most_interest = random.between(100.0, 3'000.0), .most_skew = random.between(0.05, 0.6)};
    const bool is_long = draw % 2 == 0;
    const double price = random.between(5.0, 15.0), asked = random.between(0.0, 300.0);
    const PoolAnswer answer = limits.answer(pool, is_long, asked, price);
    ++seen[static_cast<int>(answer.bound)];
    CHECK((answer.coins >= 0.0 && answer.coins <= asked && (answer.bound == PoolBound::none) == (answer.coins == asked)));
    const auto over = [&](double coins) {
      const CounterpartyPool then = traded(pool, is_long, coins, price, 0.0);
      const double skew = is_long ? pool_skew(then) : -pool_skew(then);
      return std::array{limits.utilisation(then, is_long, price), (is_long ? then.longs : then.shorts).cost / limits.most_interest,
                        skew * price / (limits.most_skew * pool_value(then, price))};
    };
    if (answer.coins > 0.0)
      for (const double use : over(answer.coins)) CHECK(use <= 1.0 + 1e-9);
    if (answer.bound == PoolBound::none || answer.bound == PoolBound::unknown || pool_value(pool, price) <= 0.0) continue;
    const auto use = over(answer.coins + 1e-6 * (1.0 + answer.coins));
    CHECK(use[static_cast<std::size_t>(answer.bound) - 2] > 1.0);
  }
  for (const PoolBound bound : {PoolBound::none, PoolBound::reserve, PoolBound::interest, PoolBound::skew})
    CHECK(seen[static_cast<int>(bound)] > 100);
}

TEST_CASE("a pool of what is not known takes nothing, and limits report every fault", "[system][counterparty_pool][faults]") {
  const PoolLimits limits{.most_interest = 100.0};
  const double none = std::nan("");
  for (const auto& [money, coins, price] :
       {std::array{none, 1.0, 1.0}, {1.0, none, 1.0}, {1.0, 1.0, none}, {1.0, 1.0, -1.0}, {1.0, -1.0, 1.0}}) {
    const PoolAnswer answer = limits.answer({money, {}, {}}, true, coins, price);
    CHECK((answer.coins == 0.0 && answer.bound == PoolBound::unknown));
  }
  CHECK(said(PoolLimits{0.0, -1.0, -1.0, 1.5}.faults()) ==
        std::vector<std::string>{"pool_limits.reserve is out of range, got 0", "pool_limits.most_interest is out of range, got -1",
                                 "pool_limits.most_skew is out of range, got -1", "pool_limits.most_profit is out of range, got 1.5"});
}
