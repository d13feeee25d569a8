#include "bulwark/margin/order_margin.hpp"

#include <limits>
#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const std::vector<RestingOrder> buys{{1.0, 50.0}, {2.0, 40.0}, {3.0, 20.0}}, sells{{-1.0, 20.0}, {-2.0, 40.0}, {-3.0, 50.0}};
double own_price(double price) { return price; }

}  // namespace

TEST_CASE("an opposite position takes the first fills for nothing, and one on the same side takes none", "[margin][order_margin]") {
  CHECK(opening_value(0.0, buys, own_price) == 190.0);
  CHECK(opening_value(2.0, buys, own_price) == 190.0);
  CHECK(opening_value(-0.5, buys, own_price) == 165.0);
  CHECK(opening_value(-2.0, buys, own_price) == 100.0);
  CHECK(opening_value(-6.0, buys, own_price) == 0.0);
  CHECK(opening_value(-60.0, buys, own_price) == 0.0);
  CHECK(opening_value(2.0, sells, own_price) == 190.0);
  CHECK(opening_value(-2.0, sells, own_price) == 250.0);
  CHECK(opening_value(3.0, {}, own_price) == 0.0);
}

TEST_CASE("holding more of the opposite never makes orders dearer, and what it saves are the best prices", "[margin][order_margin]") {
  Random random{7};
  for (int i = 0; i < 200; ++i) {
    std::vector<RestingOrder> orders;
    for (Index n = 1 + random.below(5); n > 0; --n)
      orders.push_back({std::abs(random.quantity()), 100.0 + static_cast<double>(random.below(64))});
    best_first(orders);
    const double held = std::abs(random.quantity());
    const double less = opening_value(-held, orders, own_price), more = opening_value(-held - 1.0, orders, own_price);
    CHECK(more <= less);
    CHECK(less - more <= orders.front().price);
  }
}

TEST_CASE("only one side can open a position, so the dearer is charged; in an auction at its price or better", "[margin][order_margin]") {
  // Vega's own tests (`core/risk/isolated_margin_test.go`), in tenths of its sizes and before its factor of a half: 95, 125, 130, 138,
  // 129.6, 96.
  CHECK(dearer_side(0.0, {buys, {}}) == 190.0);
  CHECK(dearer_side(0.0, {buys, sells}) == 250.0);
  CHECK(dearer_side(2.5, {buys, sells}) == 190.0);
  CHECK(dearer_side(0.0, {buys, {}}, 42.0) == 260.0);
  CHECK(dearer_side(0.0, {{}, sells}, 42.0) == 276.0);
  CHECK_THAT(dearer_side(0.4, {{}, sells}, 42.0), WithinRel(259.2, 1e-15));
  CHECK(dearer_side(2.0, {{}, sells}, 42.0) == 192.0);
}

TEST_CASE("in full, a purchase posts its price and a sale what the price may rise", "[margin][order_margin]") {
  // Vega 0019-MCAL-154: 10 bought at 30 in a market capped at 100.
  const std::vector<RestingOrder> bid{{10.0, 30.0}}, ask{{-10.0, 30.0}};
  CHECK(dearer_side_in_full(0.0, {bid, {}}, 100.0) == 300.0);
  CHECK(dearer_side_in_full(0.0, {{}, ask}, 100.0) == 700.0);
  CHECK(dearer_side_in_full(4.0, {bid, ask}, 100.0) == 420.0);
}

TEST_CASE("an order that is no number leaves no margin", "[margin][order_margin]") {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const std::vector<RestingOrder> bad_price{{1.0, unknown}}, bad_size{{unknown, 1.0}};
  for (const double value : {opening_value(unknown, buys, own_price), opening_value(0.0, bad_price, own_price),
                             opening_value(0.0, bad_size, own_price), dearer_side(0.0, {bad_price, sells}, 42.0)})
    CHECK_FALSE(value == value);
}
