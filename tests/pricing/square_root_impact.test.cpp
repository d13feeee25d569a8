#include "bulwark/pricing/square_root_impact.hpp"

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("an order pays two thirds of the impact it ends with", "[pricing][square_root_impact]") {
  // 1 % of the day's volume at 4 % a day: 0.4 %.
  const SquareRootImpact market = SquareRootImpact::of(50'000.0, 0.04, 20'000.0);
  const Fill fill = market.sell(200.0);
  CHECK_THAT(fill.price_after, WithinRel(50'000.0 * 0.996, 1e-15));
  CHECK_THAT(fill.cash, WithinRel(200.0 * 50'000.0 * (1.0 - 0.004 * 2.0 / 3.0), 1e-15));
  CHECK_THAT(market.sell(-200.0).cash, WithinRel(-200.0 * 50'000.0 * (1.0 + 0.004 * 2.0 / 3.0), 1e-15));
}

TEST_CASE("an order in parts is the order at once, through where the price started too", "[pricing][square_root_impact]") {
  Random random{5};
  for (int i = 0; i < 2'000; ++i) {
    const SquareRootImpact market{.start = 100.0, .depth = 1'000.0, .sold = random.between(-300.0, 300.0)};
    const double first = random.between(-300.0, 300.0), second = random.between(-300.0, 300.0);
    const double parts = market.sell(first).cash + market.after(first).sell(second).cash;
    CHECK_THAT(market.sell(first + second).cash, WithinAbs(parts, 1e-9));
    CHECK_THAT(market.sell(first + second).price_after, WithinRel(market.after(first).after(second).price(), 1e-12));
  }
}

TEST_CASE("at a price of zero nothing more is sold at a square root either", "[pricing][square_root_impact]") {
  const SquareRootImpact market{.start = 100.0, .depth = 1'000.0};
  CHECK(market.sell(5'000.0).filled == 1'000.0);
  CHECK_THAT(market.sell(5'000.0).cash, WithinRel(100'000.0 / 3.0, 1e-15));
  CHECK(market.sell(5'000.0).price_after == 0.0);
}

TEST_CASE("a square root without depth or beyond its end is a fault", "[pricing][square_root_impact][faults]") {
  CHECK(SquareRootImpact{100.0, 10.0, -5.0}.faults().empty());
  CHECK(SquareRootImpact{0.0, 0.0, 1.0}.faults().size() == 3);
}

TEST_CASE("a small trade after a large one is paid the price to its last digits", "[pricing][square_root_impact]") {
  const SquareRootImpact market{.start = 100.0, .depth = 1'000.0, .sold = 400.0};
  for (const double coins : {1e-8, 1e-10, 1e-12}) CHECK_THAT(market.sell(coins).cash, WithinRel(coins * market.price(), 1e-9));
}
