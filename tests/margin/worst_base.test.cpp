#include "bulwark/margin/worst_base.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using Int = bulwark::test::Int128;

namespace {
constexpr Int coin = 1'000'000'000, quote = 1'000'000;
}

TEST_CASE("orders never make a position's liability smaller", "[margin][worst_base]") {
  for (const bool is_prediction : {false, true})
    for (const Int price : {Int(0), quote / 4, quote, 100 * quote})
      for (Int base = -30; base <= 30; base += 10)
        for (Int bids = 0; bids <= 50; bids += 10)
          for (Int asks = 0; asks >= -50; asks -= 10) {
            if (is_prediction && price > quote) continue;
            const WorstBase<Int> with = worst_base<Int>(base * coin, bids * coin, asks * coin, price, is_prediction);
            const Int without = liability_value<Int>(base * coin, price, is_prediction);
            CHECK((with.base == (base + bids) * coin || with.base == (base + asks) * coin));
            CHECK(with.liability == liability_value<Int>(with.base, price, is_prediction));
            if (bids == 0 || asks == 0) CHECK(with.liability >= without);
          }
}

TEST_CASE("the larger liability decides, and the asks on a tie", "[margin][worst_base]") {
  CHECK(worst_base<Int>(5 * coin, 10 * coin, -12 * coin, 100 * quote).base == 15 * coin);
  CHECK(worst_base<Int>(-5 * coin, 10 * coin, -12 * coin, 100 * quote).base == -17 * coin);
  CHECK(worst_base<Int>(0, 10 * coin, -10 * coin, 100 * quote).base == -10 * coin);
  // At 0.9 a prediction's long can lose nine times what a short can.
  CHECK(worst_base<Int>(0, 2 * coin, -10 * coin, 9 * quote / 10, true).base == 2 * coin);
}

TEST_CASE("a prediction's long can lose its price and its short what is left to one", "[margin][worst_base]") {
  CHECK(liability_value<Int>(coin, quote / 4, true) == 250'000);
  CHECK(liability_value<Int>(-coin, quote / 4, true) == 750'000);
  CHECK(liability_value<Int>(-coin, 2 * quote, true) == 0);
  for (Int price = 0; price <= quote; price += 1'000)
    CHECK(liability_value<Int>(coin, price, true) + liability_value<Int>(-coin, price, true) == quote);
}

TEST_CASE("a price that is not positive makes no liability", "[margin][worst_base]") { CHECK(liability_value<Int>(-coin, -quote) == 0); }
