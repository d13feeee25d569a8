#include "bulwark/system/cleared_market.hpp"

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("what the two sides pay and get is what the market paid", "[system][cleared_market]") {
  Random random{13};
  for (int i = 0; i < 2'000; ++i) {
    const ConstantProductDepth pool{1'000.0, 100'000.0, 0.003};
    const double sales = random.between(0.0, 500.0), purchases = random.between(0.0, 500.0);
    const ClearedMarket done = clear(pool, sales, purchases, i % 2 ? 0.1 : 1e300);
    CHECK((done.sold <= sales && done.bought <= purchases));
    CHECK_THAT(done.sold - done.bought, WithinAbs(done.net, 1e-9));
    CHECK_THAT(done.sold * done.sale_price - done.bought * done.purchase_price, WithinAbs(pool.sell(done.net).cash, 1e-6));
    if (i % 2) CHECK_THAT(pool.sell(done.net).price_after, WithinAbs(100.0, 10.0 + 1e-9));
  }
}

TEST_CASE("the most that stays within a move", "[system][cleared_market]") {
  const LinearImpact line{.start = 100.0, .depth = 1'000.0};
  CHECK_THAT(within_move(line, 500.0, 0.1), WithinRel(100.0, 1e-12));
  CHECK_THAT(within_move(line, -500.0, 0.1), WithinRel(-100.0, 1e-12));
  CHECK(within_move(line, 50.0, 0.1) == 50.0);
  CHECK(within_move(line, 5'000.0, std::numeric_limits<double>::infinity()) == 5'000.0);
}

TEST_CASE("a spread that is wider than the move allowed stops nobody: only what the trade itself does counts", "[system][cleared_market]") {
  const BookLevel bids[] = {{99.0, 4.0}, {98.9, 5.0}, {90.0, 50.0}}, asks[] = {{101.0, 10.0}, {102.0, 10.0}};
  const OrderBookDepth book{bids, asks};
  CHECK(within_move(book, 3.0, 0.001) == 3.0);
  CHECK_THAT(within_move(book, 20.0, 0.001), WithinRel(9.0, 1e-12));  // 98.9 is left at the last instant: from 100 to 99.95
  CHECK_THAT(within_move(book, -20.0, 0.001), WithinRel(-10.0, 1e-12));
  const ClearedMarket done = clear(book, 3.0, 0.0, 0.001);
  CHECK((done.sold == 3.0 && done.sale_price == 99.0));
}

TEST_CASE("sides that are equal meet at the price", "[system][cleared_market]") {
  const ClearedMarket done = clear(LinearImpact{100.0, 1'000.0}, 70.0, 70.0, 0.5);
  CHECK((done.sold == 70.0 && done.bought == 70.0 && done.net == 0.0));
  CHECK((done.sale_price == 100.0 && done.purchase_price == 100.0));
}
