#include "bulwark/evaluate/trade_direction.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("no direction is none, and any is cheaper than it", "[evaluate][trade_direction]") {
  const TradeDirection none{}, some{.row = 0, .lots = 1.0, .freed = 1.0, .cost = 100.0};
  CHECK_FALSE(none.is_any());
  CHECK(some.is_any());
  CHECK(some.is_cheaper_than(none));
}

TEST_CASE("of two directions the one with less cost per quote that it frees is cheaper, and of equals the larger step",
          "[evaluate][trade_direction]") {
  Random random{1};
  for (int trial = 0; trial < 2'000; ++trial) {
    const TradeDirection a{.row = 0, .lots = 1.0, .freed = random.between(0.1, 10.0), .cost = random.between(0.0, 5.0)};
    const TradeDirection b{.row = 1, .lots = 1.0, .freed = random.between(0.1, 10.0), .cost = random.between(0.0, 5.0)};
    CHECK_FALSE(a.is_cheaper_than(a));
    CHECK_FALSE((a.is_cheaper_than(b) && b.is_cheaper_than(a)));
    if (a.cost / a.freed < b.cost / b.freed * (1.0 - 1e-12)) CHECK(a.is_cheaper_than(b));
    const TradeDirection twice{.row = 0, .lots = 2.0, .freed = 2.0 * a.freed, .cost = 2.0 * a.cost};
    CHECK(twice.is_cheaper_than(a));
    CHECK_FALSE(a.is_cheaper_than(twice));
  }
}

TEST_CASE("steps move each row by the nearest whole lots of all of them, and never drift", "[evaluate][trade_direction]") {
  Random random{2};
  for (int trial = 0; trial < 2'000; ++trial) {
    const TradeDirection both{.row = 0, .other = 2, .lots = random.between(-3.0, 3.0), .other_lots = random.between(-3.0, 3.0)};
    const Index steps = random.below(1'000);
    std::vector<Index> held{5, 7, -4};
    both.move(held, steps);
    CHECK(held[1] == 7);
    CHECK(std::abs(static_cast<double>(held[0] - 5) - static_cast<double>(steps) * both.lots) <= 0.5 + 1e-9);
    CHECK(std::abs(static_cast<double>(held[2] + 4) - static_cast<double>(steps) * both.other_lots) <= 0.5 + 1e-9);
    std::vector<Index> alone{5, 7, -4};
    TradeDirection{.row = 0, .lots = both.lots}.move(alone, steps);
    CHECK(alone == std::vector<Index>{held[0], 7, -4});
  }
  std::vector<Index> still{1, 2, 3};
  TradeDirection{.row = 1, .lots = 0.7}.move(still, 0);
  CHECK(still == std::vector<Index>{1, 2, 3});
}

TEST_CASE("there is room for as many steps as leave every row within what may be traded, and for no more", "[evaluate][trade_direction]") {
  Random random{3};
  for (int trial = 0; trial < 2'000; ++trial) {
    std::vector<Tradable> tradables(2);
    for (Tradable& t : tradables) t.lot = 1.0, t.most_bought = double(random.below(50)), t.most_sold = double(random.below(50));
    const auto whole = [&] { return (random.below(2) == 0 ? 1.0 : -1.0) * double(1 + random.below(4)); };
    const TradeDirection direction{.row = 0, .other = trial % 2 == 0 ? 1 : -1, .lots = whole(), .other_lots = whole()};
    std::vector<Index> held;
    for (const Tradable& t : tradables) held.push_back(random.below(t.lots_bought() + t.lots_sold() + 1) - t.lots_sold());
    const auto is_allowed = [&](Index steps) {
      std::vector<Index> then = held;
      direction.move(then, steps);
      for (std::size_t i = 0; i < then.size(); ++i)
        if (then[i] > tradables[i].lots_bought() || then[i] < -tradables[i].lots_sold()) return false;
      return true;
    };
    const Index room = direction.room(tradables, held);
    CHECK(room >= 0);
    CHECK(is_allowed(room));
    CHECK_FALSE(is_allowed(room + 1));
  }
}
