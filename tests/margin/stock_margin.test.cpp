#include "bulwark/margin/stock_margin.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("stock is charged half to open, a quarter to keep, three tenths short", "[margin][stock_margin]") {
  const StockMargin stock;
  const Requirement held = required(stock, {.positions = {{Spot{sol}, 100.0}}});
  CHECK(held.initial == 8'000.0);
  CHECK(held.maintenance == 4'000.0);
  const Requirement sold = required(stock, {.positions = {{Spot{sol}, -100.0}}});
  CHECK(sold.initial == 8'000.0);
  CHECK(sold.maintenance == 4'800.0);
  CHECK(required(stock, {.positions = {{LinearFuture{sol}, 1.0, 160.0}}}).initial == 0.0);
}

TEST_CASE("a cheap share sold short asks for a least amount", "[margin][stock_margin]") {
  const StockMargin stock;
  CHECK(stock.keep_short(1.0) == 2.5);
  CHECK(stock.keep_short(4.0) == 4.0);
  CHECK(stock.keep_short(5.0) == 5.0);
  CHECK(stock.keep_short(10.0) == 5.0);
  CHECK(stock.keep_short(100.0) == 30.0);
  double before = 0.0;
  for (double price = 0.5; price < 40.0; price += 0.25) {
    CHECK(stock.keep_short(price) >= before);
    before = stock.keep_short(price);
  }
}

TEST_CASE("stock margin keeps the laws of margin", "[margin][stock_margin][laws]") { CHECK(broken_by(StockMargin{}).empty()); }

TEST_CASE("shares of stock are checked", "[margin][stock_margin][faults]") {
  CHECK(StockMargin{.initial = 0.2}.faults().size() == 2);  // less than to keep, long and short
  CHECK(StockMargin{.least_of_cheap = 6.0}.faults().size() == 1);
  CHECK(StockMargin{}.faults().empty());
}
