#include "bulwark/collateral/reserved_orders.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the last coins to arrive pay off debt first, and are worth no less than what is owned", "[collateral][reserved_orders]") {
  const WeightedPrice price{4.0, 6.0};
  CHECK(worth_of_last(10.0, 20.0, price) == 40.0);  // all of it on top of what is owned
  CHECK(worth_of_last(10.0, 10.0, price) == 40.0);
  CHECK(worth_of_last(10.0, 4.0, price) == 4.0 * 4.0 + 6.0 * 6.0);
  CHECK(worth_of_last(10.0, 0.0, price) == 60.0);
  CHECK(worth_of_last(10.0, -7.0, price) == 60.0);
  double before = 61.0;
  for (double most = -5.0; most < 20.0; most += 0.25) {
    CHECK(worth_of_last(10.0, most, price) <= before);
    before = worth_of_last(10.0, most, price);
  }
}

TEST_CASE("orders turn at the oracle's price or their own, whichever gives less", "[collateral][reserved_orders]") {
  const ReservedOrders orders{.base = 10.0, .quote = 100.0};
  CHECK(all_as_base(orders, 1.0, 5.0) == 30.0);
  CHECK(all_as_quote(orders, 5.0, 1.0) == 150.0);
  const ReservedOrders limited{.base = 10.0, .quote = 100.0, .lowest_ask = 3.0, .inverse_bid = 1.0 / 8.0};
  CHECK(all_as_base(limited, 1.0, 5.0) == 22.5);    // the bid at 8 buys fewer
  CHECK(all_as_quote(limited, 5.0, 1.0) == 130.0);  // the ask at 3 brings less
  const ReservedOrders far{.base = 10.0, .quote = 100.0, .lowest_ask = 7.0, .inverse_bid = 1.0 / 4.0};
  CHECK(all_as_base(far, 1.0, 5.0) == 30.0);
  CHECK(all_as_quote(far, 5.0, 1.0) == 150.0);
}

TEST_CASE("what is unknown of orders is unknown", "[collateral][reserved_orders]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double unknown :
       {all_as_base({1.0, 1.0}, nan, 1.0), all_as_base({nan, 1.0}, 1.0, 1.0), all_as_quote({1.0, 1.0}, 1.0, nan),
        worth_of_last(nan, 1.0, {1.0, 1.0}), worth_of_last(1.0, nan, {1.0, 1.0}), worth_of_last(1.0, 1.0, {nan, 1.0})})
    CHECK(unknown != unknown);
}
