#include "bulwark/pricing/order_book_depth.hpp"

#include <map>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/random.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr BookLevel bids[] = {{100.0, 2.0}, {99.0, 4.0}, {95.0, 8.0}}, asks[] = {{101.0, 1.0}, {103.0, 5.0}};
constexpr OrderBookDepth book{bids, asks};

struct Sides {
  std::vector<BookLevel> bids, asks;
};

std::map<std::string, Sides> snapshots(const Csv& file) {
  std::map<std::string, Sides> at;
  for (Index i = 0; i < file.rows(); ++i) {
    Sides& sides = at[file.text(i, "time_utc")];
    (file.text(i, "side") == "bid" ? sides.bids : sides.asks).push_back({*file.number(i, "price"), *file.number(i, "size")});
  }
  return at;
}

}  // namespace

TEST_CASE("a book sold in parts is a book sold at once", "[pricing][order_book_depth]") {
  Random random{4};
  for (int i = 0; i < 2'000; ++i) {
    const double first = static_cast<double>(random.below(200)) / 16.0, second = static_cast<double>(random.below(200)) / 16.0;
    const Fill whole = book.sell(first + second), one = book.sell(first), two = book.after(first).sell(second);
    CHECK(one.filled + two.filled == whole.filled);  // sixteenths of whole prices: exact
    CHECK(one.cash + two.cash == whole.cash);
    if (second > 0.0) CHECK(two.price_after == whole.price_after);
  }
}

TEST_CASE("a sale walks down the bids", "[pricing][order_book_depth]") {
  CHECK(book.price() == 100.5);
  CHECK(book.sell(1.0).cash == 100.0);
  CHECK(book.sell(1.0).price_after == 100.0);
  CHECK(book.sell(2.0).price_after == 99.0);  // what the next coin gets
  CHECK(book.sell(5.0).cash == 200.0 + 3.0 * 99.0);
  CHECK(book.sell(50.0).filled == 14.0);
  CHECK(book.sell(50.0).cash == 200.0 + 396.0 + 760.0);
  CHECK(book.sell(50.0).price_after == 95.0);
  CHECK(book.sell(-3.0).filled == -3.0);
  CHECK(book.sell(-3.0).cash == -(101.0 + 2.0 * 103.0));
  CHECK(book.after(2.0).price() == 0.5 * (99.0 + 101.0));
  CHECK(book.after(50.0).price() == 0.5 * (95.0 + 101.0));
  CHECK(book.after(50.0).sell(1.0).filled == 0.0);
}

TEST_CASE("buying back what was sold pays the spread of a real book", "[pricing][order_book_depth]") {
  for (const char* name : {"data/orderbook/kraken_bchusd_l2_20190515a.csv", "data/orderbook/binance_btcusdt_perp_l2_20200901.csv"}) {
    const auto path = shared(name);
    if (!path) return;
    const auto all = snapshots(Csv{*path});
    CHECK(all.size() == (std::string{name}.find("kraken") != std::string::npos ? 24 : 10));
    for (const auto& [time, sides] : all) {
      CAPTURE(name, time);
      const OrderBookDepth depth{sides.bids, sides.asks};
      REQUIRE(depth.faults().empty());
      double coins = 0.0, cash = 0.0;
      for (std::size_t level = 0; level < sides.bids.size(); ++level) {
        coins += sides.bids[level].size;
        cash += sides.bids[level].size * sides.bids[level].price;
        CHECK_THAT(depth.sell(coins - 0.5 * sides.bids[level].size).cash,
                   WithinRel(cash - 0.5 * sides.bids[level].size * sides.bids[level].price, 1e-13));
        const Fill there = depth.sell(coins), back = depth.after(coins).sell(-coins);
        CHECK_THAT(there.cash, WithinRel(cash, 1e-13));
        if (back.filled == -there.filled) CHECK(-back.cash > there.cash);
      }
    }
  }
}

TEST_CASE("the first 30 BCH of a real book, level by level", "[pricing][order_book_depth]") {
  const auto path = shared("data/orderbook/kraken_bchusd_l2_20190515a.csv");
  if (!path) return;
  const Sides first = snapshots(Csv{*path}).begin()->second;
  const OrderBookDepth depth{first.bids, first.asks};
  // Summed by hand from the file's first rows: 8.283, 8.9, 1.67 and 12 coins at 389.2, 389.1, 388.8 and 388.6.
  CHECK_THAT(depth.sell(30.853).cash, WithinRel(8.283 * 389.2 + 8.9 * 389.1 + 1.67 * 388.8 + 12.0 * 388.6, 1e-13));
  CHECK(depth.sell(30.853 + 4.0).price_after == 388.3);
}

TEST_CASE("a side that never was has no price", "[pricing][order_book_depth]") {
  const OrderBookDepth half{bids, {}};
  CHECK(std::isnan(half.price()));
  CHECK(half.sell(-1.0).filled == 0.0);
  CHECK(std::isnan(half.sell(-1.0).price_after));
  CHECK(half.sell(1.0).cash == 100.0);
}

TEST_CASE("levels out of order, without size or crossed are faults", "[pricing][order_book_depth][faults]") {
  CHECK(book.faults().empty());
  const BookLevel rising[] = {{100.0, 2.0}, {101.0, 0.0}};
  CHECK(OrderBookDepth{rising, asks}.faults().size() == 2);
  CHECK(OrderBookDepth{asks, bids}.faults().size() == 4);  // both sides in the wrong order, and crossed
  CHECK(OrderBookDepth{}.faults().size() == 2);
  CHECK(OrderBookDepth{bids, asks, -1.0, 0.0}.faults().size() == 1);
}
