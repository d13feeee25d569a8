#include "bulwark/system/price_push.hpp"

#include <array>
#include <cmath>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "bulwark/pricing/square_root_impact.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// The same attack trade by trade: once around, arbitrageurs in `steps` portions, each of which the attacker takes at the pushed price.
double replayed(const ConstantProductDepth& pool, double target, double seconds, const PushResistance& resistance, int steps) {
  const double coins = coins_to_reach(pool, target), side = target > pool.price() ? -1.0 : 1.0;
  double cash = pool.sell(side * coins).cash, owned = -side * coins;
  for (int i = 0; i < steps; ++i) {
    const double portion = -side * resistance.restoring * coins * seconds / steps;
    owned += portion, cash -= portion * target;
  }
  const double back = side * resistance.resold * coins;
  cash += pool.after(side * coins).sell(-back).cash, owned += back;
  return -(cash + pool.sell(owned).cash);
}

}  // namespace

TEST_CASE("a constant-product pool is pushed by the coins that its formula says", "[system][price_push]") {
  const ConstantProductDepth pool{1'000.0, 4'000.0};
  for (const double multiple : {1.0001, 1.5, 4.0, 25.0, 1e6}) {
    CHECK_THAT(coins_to_reach(pool, 4.0 * multiple), WithinRel(1'000.0 * (1.0 - 1.0 / std::sqrt(multiple)), 1e-9));
    CHECK_THAT(coins_to_reach(pool, 4.0 / multiple), WithinRel(1'000.0 * (std::sqrt(multiple) - 1.0), 1e-9));
    CHECK_THAT(push_cost(pool, 4.0 * multiple, 0.0, {}).capital, WithinRel(4'000.0 * (std::sqrt(multiple) - 1.0), 1e-9));
  }
  CHECK(coins_to_reach(pool, 4.0) == 0.0);
}

TEST_CASE("a push that nobody restores and that is traded back is free; one that is not costs the way down", "[system][price_push]") {
  const ConstantProductDepth pool{1'000.0, 4'000.0};
  const PushCost free = push_cost(pool, 16.0, 3'600.0, {});
  CHECK_THAT(free.cost, WithinAbs(0.0, 1e-9));
  // 500 coins for 4,000; sold into the pool as it was they bring 4,000 x 500 / 1,500.
  const PushCost stuck = push_cost(pool, 16.0, 3'600.0, {.resold = 0.0});
  CHECK_THAT(stuck.cost, WithinRel(4'000.0 - 4'000.0 / 3.0, 1e-9));
  CHECK_THAT(stuck.stranded, WithinRel(500.0 * 4.0 - 4'000.0 / 3.0, 1e-9));
}

TEST_CASE("a push costs what the trades that it consists of cost, upwards and downwards", "[system][price_push]") {
  Random random{151};
  for (int draw = 0; draw < 1'000; ++draw) {
    const ConstantProductDepth pool{random.between(10.0, 1e5), random.between(10.0, 1e5), draw % 2 == 0 ? 0.0 : 0.003};
    const bool is_up = draw % 4 < 2;
    const double target = pool.price() * (is_up ? random.between(1.01, 30.0) : random.between(0.2, 0.99));
    // Downwards what is left over has to be bought back: less than the pool has.
    const PushResistance resistance{is_up ? random.between(0.0, 0.01) : random.between(0.0, 0.0005),
                                    is_up ? random.between(0.0, 1.0) : random.between(0.9, 1.0)};
    const double seconds = random.between(0.0, is_up ? 600.0 : 100.0), money = push_cost(pool, target, seconds, resistance).capital;
    const PushCost push = push_cost(pool, target, seconds, resistance);
    if (!is_up && push.coins * (1.0 - resistance.resold) + push.absorbed > 0.5 * pool.coins) continue;
    CHECK_THAT(push.cost, WithinAbs(replayed(pool, target, seconds, resistance, 100), 1e-9 * (money + pool.quote)));
  }
}

TEST_CASE("pushing further, holding longer, against more arbitrage or with less traded back never costs less", "[system][price_push]") {
  Random random{152};
  const auto check = [&](const auto& depth) {
    const double target = depth.price() * random.between(1.0, 10.0), seconds = random.between(0.0, 3'600.0);
    const PushResistance resistance{random.between(0.0, 0.01), random.between(0.0, 1.0)};
    const PushCost push = push_cost(depth, target, seconds, resistance);
    const double slack = 1e-9 * (push.capital + magnitude(push.cost));
    const auto costs_no_less = [&](const PushCost& more) {
      CHECK((more.cost >= push.cost - slack && more.stranded >= push.stranded - slack));
    };
    CHECK(push.cost >= -slack);
    CHECK(push.stranded >= -slack);
    CHECK(push.cost >= push.stranded - slack);
    costs_no_less(push_cost(depth, target * random.between(1.0, 2.0), seconds, resistance));
    costs_no_less(push_cost(depth, target, seconds * random.between(1.0, 2.0), resistance));
    costs_no_less(push_cost(depth, target, seconds, {resistance.restoring * random.between(1.0, 2.0), resistance.resold}));
    costs_no_less(push_cost(depth, target, seconds, {resistance.restoring, resistance.resold * random.between(0.0, 1.0)}));
  };
  for (int draw = 0; draw < 500; ++draw) {
    check(ConstantProductDepth{random.between(10.0, 1e5), random.between(10.0, 1e5), random.between(0.0, 0.01)});
    check(LinearImpact{.start = random.between(0.1, 10.0), .depth = random.between(10.0, 1e5)});
    check(SquareRootImpact{.start = random.between(0.1, 10.0), .depth = random.between(10.0, 1e5)});
  }
}

TEST_CASE("a book that ends before the price says so", "[system][price_push]") {
  const std::array<BookLevel, 2> bids{{{9.0, 10.0}, {8.0, 10.0}}}, asks{{{11.0, 10.0}, {12.0, 10.0}}};
  const OrderBookDepth book{bids, asks};
  CHECK(coins_to_reach(book, 12.0) == 10.0);
  CHECK_FALSE(push_cost(book, 12.0, 0.0, {}).is_exhausted);
  const PushCost beyond = push_cost(book, 13.0, 0.0, {.resold = 0.0});
  CHECK((beyond.is_exhausted && beyond.coins == 20.0));
  CHECK(beyond.cost == 230.0 - 170.0);
  CHECK(std::isnan(push_cost(book, std::nan(""), 0.0, {}).cost));
}

TEST_CASE("resistance reports every fault", "[system][price_push][faults]") {
  CHECK(said(faults(PushResistance{-1.0, 2.0})) == std::vector<std::string>{"push_resistance.restoring must not be negative, got -1",
                                                                            "push_resistance.resold is out of range, got 2"});
}
