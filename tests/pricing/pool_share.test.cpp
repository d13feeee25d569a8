#include "bulwark/pricing/pool_share.hpp"

#include <array>
#include <cmath>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
std::array<PoolSide, 2> sides_of(const ConstantProductDepth& pool, double price) { return {{{pool.coins, price}, {pool.quote, 1.0}}}; }
}  // namespace

TEST_CASE("no swap lowers a share's fair price, and without a fee none moves it, while the naive one goes where it is pushed",
          "[pricing][pool_share]") {
  Random random{131};
  for (int draw = 0; draw < 5'000; ++draw) {
    const double fee = draw % 2 == 0 ? 0.0 : 0.003, price = random.between(0.1, 1e4), coins = random.between(1.0, 1e6);
    const ConstantProductDepth pool{coins, coins * price, fee};
    const double size = random.between(-0.99, 20.0) * coins;
    const ConstantProductDepth pushed = pool.after(size);
    const double before = fair_share_price(sides_of(pool, price), 1'000.0), after = fair_share_price(sides_of(pushed, price), 1'000.0);
    if (fee == 0.0) CHECK_THAT(after, WithinRel(before, 1e-12));
    CHECK(after >= before * (1.0 - 1e-12));
    CHECK(naive_share_price(sides_of(pushed, price), 1'000.0) >= after * (1.0 - 1e-12));
    CHECK_THAT(naive_share_price(sides_of(pool, price), 1'000.0), WithinRel(before, 1e-12));
  }
  // Warp: a swap of ten times the coins makes shares look five times dearer.
  const ConstantProductDepth pool{1.0, 1.0};
  CHECK(naive_share_price(sides_of(pool.after(9.0), 1.0), 1.0) > 5.0);
}

TEST_CASE("a fair price is what is left after arbitrage: a pool traded back to the outside price", "[pricing][pool_share]") {
  Random random{132};
  for (int draw = 0; draw < 2'000; ++draw) {
    const ConstantProductDepth pool{random.between(1.0, 1e4), random.between(1.0, 1e4)};
    const double price = random.between(0.1, 10.0) * pool.price();
    const double coins = std::sqrt(pool.coins * pool.quote / price);
    const ConstantProductDepth balanced = pool.after(coins - pool.coins);
    CHECK_THAT(balanced.price(), WithinRel(price, 1e-9));
    CHECK_THAT(fair_share_price(sides_of(pool, price), 7.0), WithinRel((balanced.coins * price + balanced.quote) / 7.0, 1e-9));
  }
}

TEST_CASE("weighted pools: balance gives the value of the reserves, and equal weights the constant product", "[pricing][pool_share]") {
  const std::array<PoolSide, 3> pool{{{100.0, 5.0, 0.5}, {150.0, 2.0, 0.3}, {200.0, 1.0, 0.2}}};  // 500, 300, 200
  CHECK_THAT(fair_share_price(pool, 10.0), WithinRel(100.0, 1e-13));
  // An 80:20 swap that keeps x^0.8 y^0.2 keeps the fair price.
  const std::array<PoolSide, 2> before{{{80.0, 10.0, 0.8}, {200.0, 1.0, 0.2}}};
  std::array<PoolSide, 2> after = before;
  after[0].reserve = 40.0, after[1].reserve = 200.0 * std::pow(2.0, 4.0);
  CHECK_THAT(fair_share_price(after, 1.0), WithinRel(fair_share_price(before, 1.0), 1e-12));
  const std::array<PoolSide, 2> even{{{3.0, 7.0, 0.5}, {11.0, 1.0, 0.5}}}, nearly{{{3.0, 7.0, 0.5 + 1e-13}, {11.0, 1.0, 0.5 - 1e-13}}};
  CHECK_THAT(fair_share_price(even, 1.0), WithinRel(fair_share_price(nearly, 1.0), 1e-11));
}

TEST_CASE("what is no reserve has no share price, and every fault is said", "[pricing][pool_share][faults]") {
  const std::array<PoolSide, 2> broken{{{0.0, 1.0, 0.5}, {1.0, std::nan(""), 0.4}}};
  CHECK(std::isnan(fair_share_price(broken, 1.0)));
  CHECK(std::isnan(fair_share_price({}, 1.0)));
  const std::array<PoolSide, 2> endless{{{1.0, INFINITY, 0.5}, {1.0, 1.0, 0.5}}}, beyond{{{1e200, 1e200, 0.8}, {1.0, 1.0, 0.2}}};
  CHECK(std::isnan(fair_share_price(endless, 1.0)));
  CHECK(std::isnan(fair_share_price(beyond, 1.0)));
  CHECK(said(pool_faults(broken, 0.0)) ==
        std::vector<std::string>{"pool_side.reserve[0] must be positive, got 0", "pool_side.price[1] must be positive, got nan",
                                 "pool.weights is out of range, got 0.90000000000000002", "pool.shares must be positive, got 0"});
}
