// What collateral may count for, against the market that would have to take it.

#include "bulwark/collateral/depth_weight.hpp"
#include "bulwark/collateral/pool_share_weight.hpp"
#include "bulwark/collateral/unrealised_weight.hpp"
#include "bulwark/pricing/constant_product_depth.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

ConstantProductDepth random_depth(Random& random) {
  return {random.between(1.0, 1e6), random.between(1.0, 1e6), random.between(0.0, 0.01)};
}

DepthWeight<ConstantProductDepth> random_weight(Random& random) {
  const double maintenance = random.between(0.0, 1.0);
  return {random_depth(random), maintenance * random.between(0.0, 1.0), maintenance, random.between(0.1, 2.0), random.between(0.0, 1e5)};
}

PoolShareWeight<ConstantProductDepth> random_pool_weight(Random& random) {
  const double price = random.between(0.1, 10.0), maintenance = random.between(0.0, 1.0);
  return {.coins = {random.between(1.0, 1e4), price},
          .money = {random.between(1.0, 1e4), 1.0},
          .shares = random.between(1.0, 1e4),
          .elsewhere = random_depth(random),
          .initial = maintenance * random.between(0.0, 1.0),
          .maintenance = maintenance};
}

}  // namespace

TEST_CASE("A05: a deposit counts for no more to open with than to stay, whatever the depth", "[properties][depth_weight]") {
  Random random{301};
  for (int draw = 0; draw < 10'000; ++draw) {
    const double held = random.between(0.0, 1e6), price = random.between(0.01, 100.0);
    const Share deposit = random_weight(random).share(held, price), share = random_pool_weight(random).share(held, price);
    CHECK((deposit.initial >= 0.0 && deposit.initial <= deposit.maintenance && deposit.maintenance <= 1.0));
    CHECK((share.initial >= 0.0 && share.initial <= share.maintenance && share.maintenance <= 1.0));
  }
}

TEST_CASE("A11: a larger deposit never counts for less, of coins or of pool shares", "[properties][depth_weight]") {
  Random random{302};
  for (int draw = 0; draw < 10'000; ++draw) {
    const auto weight = random_weight(random);
    const auto pool = random_pool_weight(random);
    const double held = random.between(0.0, 1e6), more = held * random.between(1.0, 2.0), price = random.between(0.01, 100.0);
    CHECK(more * weight.share(more, price).maintenance >= held * weight.share(held, price).maintenance * (1.0 - 1e-12));
    const double some = random.between(0.0, 0.5) * pool.shares, twice = 2.0 * some;
    CHECK(twice * pool.share(twice, price).initial >= some * pool.share(some, price).initial * (1.0 - 1e-12));
  }
}

TEST_CASE("B29: a paper profit counts for no more to take out than to stay, and for no more than itself",
          "[properties][unrealised_weight]") {
  Random random{303};
  for (int draw = 0; draw < 20'000; ++draw) {
    const double maintenance = random.between(0.0, 1.0);
    const UnrealisedWeight weight{.initial = maintenance * random.between(0.0, 1.0),
                                  .maintenance = maintenance,
                                  .size_factor = random.between(0.0, 0.01),
                                  .initial_cap = random.between(0.0, 1e5)};
    const double profit = random.between(-1e6, 1e6);
    const Resources counted = weight.counted(profit);
    CHECK((counted.initial <= counted.maintenance && counted.maintenance <= profit * (profit > 0.0 ? 1.0 : 1.0 - 1e-15)));
    if (profit <= 0.0) CHECK((counted.initial == profit && counted.maintenance == profit));
  }
}
