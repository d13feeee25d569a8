#include "bulwark/collateral/pool_share_weight.hpp"

#include <cmath>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
using Weight = PoolShareWeight<ConstantProductDepth>;
static_assert(BalanceWeight<Weight>);

Weight weight_of(const ConstantProductDepth& pool, double price, const ConstantProductDepth& elsewhere) {
  return {.coins = {pool.coins, price},
          .money = {pool.quote, 1.0},
          .shares = 1'000.0,
          .elsewhere = elsewhere,
          .initial = 0.7,
          .maintenance = 0.8};
}
}  // namespace

TEST_CASE("shares count for their haircut where the coins find buyers, and for what they bring where not",
          "[collateral][pool_share_weight]") {
  const ConstantProductDepth pool{1'000.0, 2'000.0};
  const Weight deep = weight_of(pool, 2.0, {1e9, 2e9}), thin = weight_of(pool, 2.0, {10.0, 20.0});
  CHECK(deep.share(500.0, 4.0).initial == 0.7);
  CHECK(deep.share(500.0, 4.0).maintenance == 0.8);
  // Half of the shares are 500 coins and 1,000 quote; the coins bring 20 x 500 / 510 elsewhere.
  CHECK_THAT(thin.executable(500.0), WithinRel(1'000.0 + 20.0 * 500.0 / 510.0, 1e-13));
  CHECK_THAT(thin.share(500.0, 4.0).initial, WithinRel((1'000.0 + 20.0 * 500.0 / 510.0) / 2'000.0, 1e-13));
}

TEST_CASE("pushing the pool neither makes its shares count for more, nor does a venue's own dear price",
          "[collateral][pool_share_weight]") {
  Random random{141};
  for (int draw = 0; draw < 2'000; ++draw) {
    const double price = random.between(0.1, 10.0), coins = random.between(10.0, 1e4);
    const ConstantProductDepth pool{coins, coins * price}, elsewhere{random.between(1.0, 1e4), random.between(1.0, 1e4)};
    const Weight before = weight_of(pool, price, elsewhere),
                 after = weight_of(pool.after(random.between(-0.9, 9.0) * coins), price, elsewhere);
    const double held = random.between(1.0, 1'000.0);
    CHECK_THAT(after.executable(held), WithinRel(before.executable(held), 1e-9));
    const double dear = random.between(1.0, 10.0) * 2.0 * coins * price / 1'000.0;
    CHECK(dear * held * before.share(held, dear).maintenance <= before.executable(held) * (1.0 + 1e-12));
  }
}

TEST_CASE("a pool share weight reports every fault", "[collateral][pool_share_weight][faults]") {
  Weight broken = weight_of({1.0, 1.0}, -1.0, {1.0, 1.0});
  broken.initial = 0.9, broken.multiple = 0.0;
  CHECK(said(broken.faults()) == std::vector<std::string>{"pool_side.price[0] must be positive, got -1",
                                                          "pool_share_weight is out of range, got 0.80000000000000004",
                                                          "pool_share_weight.multiple must be positive, got 0"});
}
