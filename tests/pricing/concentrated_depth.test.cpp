#include "bulwark/pricing/concentrated_depth.hpp"

#include "bulwark/pricing/constant_product_depth.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("one range over all prices is a constant product", "[pricing][concentrated_depth]") {
  const LiquidityRange whole[] = {{0.0, 1e300, 100.0}};  // 10 coins and 1,000 quote
  for (const double fee : {0.0, 0.003})
    for (const double quantity : {1e-9, 0.1, 4.0, 1e4, -1e-9, -0.1, -4.0, -9.9}) {
      const Fill range = ConcentratedDepth{whole, 100.0, fee}.sell(quantity);
      CHECK(range.filled == quantity);
      CHECK_THAT(range.cash, WithinRel((ConstantProductDepth{10.0, 1'000.0, fee}.sell(quantity).cash), 1e-14));
      // The fee stays outside, so that only without one the pools end alike.
      if (fee == 0.0) CHECK_THAT(range.price_after, WithinRel((ConstantProductDepth{10.0, 1'000.0}.sell(quantity).price_after), 1e-13));
    }
}

TEST_CASE("ranges that share an edge and a liquidity are one range", "[pricing][concentrated_depth]") {
  const LiquidityRange whole[] = {{25.0, 400.0, 700.0}}, parts[] = {{25.0, 64.0, 700.0}, {64.0, 121.0, 700.0}, {121.0, 400.0, 700.0}};
  Random random{3};
  for (int i = 0; i < 2'000; ++i) {
    const double quantity = random.between(-120.0, 120.0);
    const Fill one = ConcentratedDepth{whole, 100.0}.sell(quantity), many = ConcentratedDepth{parts, 100.0}.sell(quantity);
    CHECK_THAT(many.filled, WithinRel(one.filled, 1e-13));
    CHECK_THAT(many.cash, WithinRel(one.cash, 1e-12));
    CHECK_THAT(many.price_after, WithinRel(one.price_after, 1e-12));
  }
}

TEST_CASE("a range between 64 and 144 with liquidity 240 holds by hand", "[pricing][concentrated_depth]") {
  const LiquidityRange one[] = {{64.0, 144.0, 240.0}};
  const ConcentratedDepth pool{one, 100.0};
  // Down to 81: 240 (1/9 - 1/10) coins for 240 (10 - 9) quote; down to the end: 240 (1/8 - 1/10) for 480; up: 240 (1/10 - 1/12) for 480.
  const Fill down = pool.sell(240.0 / 90.0), end = pool.sell(100.0), up = pool.sell(-100.0);
  CHECK_THAT(down.cash, WithinRel(240.0, 1e-14));
  CHECK_THAT(down.price_after, WithinRel(81.0, 1e-14));
  CHECK_THAT(end.filled, WithinRel(6.0, 1e-14));
  CHECK(end.cash == 480.0);
  CHECK(end.price_after == 64.0);
  CHECK_THAT(up.filled, WithinRel(-4.0, 1e-14));
  CHECK(up.cash == -480.0);
  CHECK(up.price_after == 144.0);
}

TEST_CASE("prices that nobody provides for are passed without a trade", "[pricing][concentrated_depth]") {
  const LiquidityRange gap[] = {{64.0, 81.0, 100.0}, {100.0, 121.0, 100.0}};
  const Fill fill = ConcentratedDepth{gap, 100.0}.sell(100.0 * (1.0 / 8.5 - 1.0 / 9.0));
  CHECK_THAT(fill.price_after, WithinRel(72.25, 1e-13));
  CHECK_THAT(fill.cash, WithinRel(50.0, 1e-12));
  CHECK(ConcentratedDepth{gap, 50.0}.sell(1.0).filled == 0.0);
  CHECK(ConcentratedDepth{gap, 50.0}.sell(1.0).price_after == 50.0);
}

TEST_CASE("a range that is empty, overlaps or holds nothing is a fault", "[pricing][concentrated_depth][faults]") {
  const LiquidityRange good[] = {{0.0, 1.0, 1.0}, {1.0, 2.0, 1.0}}, bad[] = {{2.0, 1.0, 0.0}, {0.5, 3.0, 1.0}};
  CHECK(ConcentratedDepth{good, 1.0}.faults().empty());
  CHECK(ConcentratedDepth{bad, 1.0}.faults().size() == 3);
  CHECK(ConcentratedDepth{{}, 0.0, 1.0}.faults().size() == 3);
}
