#include "bulwark/liquidation/auction_buyer.hpp"

#include <array>
#include <limits>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("a buyer takes what gains most: no other quantity gains more", "[liquidation][auction_buyer]") {
  Random random{1};
  int bought = 0;
  for (int i = 0; i < 1'000; ++i) {
    const ConstantProductDepth pool{.coins = random.between(100.0, 1e5), .quote = random.between(1e4, 1e7), .fee = 0.003};
    const AuctionBuyer buyer{.gas = random.between(0.0, 500.0), .required_return = random.between(0.0, 0.05)};
    const double price = pool.price() * random.between(0.7, 1.0), most = pool.coins * random.between(0.001, 0.5);
    const double wanted = buyer.wanted(pool, price, most);
    CHECK((wanted >= 0.0 && wanted <= most));
    const double gain = wanted > 0.0 ? buyer.gain(pool, wanted, price) : 0.0;
    bought += wanted > 0.0;
    for (int k = 0; k < 50; ++k) CHECK(buyer.gain(pool, most * random.between(0.0, 1.0), price) <= gain + 1e-9 * pool.quote);
  }
  CHECK(bought > 300);
}

TEST_CASE("on a straight line the quantity and the highest price have closed forms", "[liquidation][auction_buyer]") {
  // Marginal price s(1 - q/d) = (1 + r) p, and at the highest price the gain s d (1 - x)^2 / 2, x = (1 + r) p / s, is the gas.
  const LinearImpact line{.start = 100.0, .depth = 1'000.0};
  const AuctionBuyer buyer{.gas = 450.0, .required_return = 0.02};
  CHECK_THAT(buyer.wanted(line, 85.0, 1e9), WithinRel(1'000.0 * (1.0 - 1.02 * 0.85), 1e-6));
  CHECK(buyer.wanted(line, 85.0, 30.0) == 0.0);  // so few do not pay for the gas
  CHECK(buyer.wanted(line, 80.0, 30.0) == 30.0);
  CHECK_THAT(buyer.highest_price(line, 1e9), WithinRel(100.0 * (1.0 - std::sqrt(2.0 * 450.0 / 1e5)) / 1.02, 1e-9));
  // A small lot: mean price less gas per coin.
  CHECK_THAT(buyer.highest_price(line, 30.0), WithinRel((100.0 * (1.0 - 0.015) - 15.0) / 1.02, 1e-9));
}

TEST_CASE("dearer gas and higher demands lower the highest price", "[liquidation][auction_buyer]") {
  Random random{2};
  for (int i = 0; i < 300; ++i) {
    const LinearImpact line{.start = 100.0, .depth = random.between(100.0, 1e4)};
    const double lot = random.between(1.0, 1'000.0), gas = random.between(0.0, 300.0), asks = random.between(0.0, 0.1);
    const double price = AuctionBuyer{gas, asks}.highest_price(line, lot);
    CHECK((price >= 0.0 && price <= 100.0));
    CHECK(AuctionBuyer{gas + 10.0, asks}.highest_price(line, lot) <= price);
    CHECK(AuctionBuyer{gas, asks + 0.01}.highest_price(line, lot) <= price);
    CHECK(AuctionBuyer{gas, asks, 5.0}.highest_price(line, lot) <= price);
    if (price > 0.0) CHECK((AuctionBuyer{gas, asks}.wanted(line, price, lot) > 0.0));
    CHECK(AuctionBuyer{gas, asks}.wanted(line, price * (1.0 + 1e-9) + 1e-9, lot) == 0.0);
  }
}

TEST_CASE("into a book he sells whole levels, and no more than there is", "[liquidation][auction_buyer]") {
  const std::array<BookLevel, 3> bids{{{99.0, 10.0}, {98.0, 10.0}, {90.0, 10.0}}};
  const std::array<BookLevel, 1> asks{{{101.0, 10.0}}};
  const OrderBookDepth book{.bids = bids, .asks = asks};
  const AuctionBuyer free{.gas = 0.0};
  CHECK_THAT(free.wanted(book, 97.0, 1e6), WithinRel(20.0, 1e-9));
  CHECK(free.wanted(book, 50.0, 1e6) == 30.0);
  CHECK(free.wanted(book, 99.5, 1e6) == 0.0);
  CHECK((AuctionBuyer{.gas = 31.0}.wanted(book, 97.0, 1e6)) == 0.0);  // 20 and 10 are gained
}

TEST_CASE("what is unknown is not bought", "[liquidation][auction_buyer][faults]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const LinearImpact line{.start = 100.0, .depth = 1'000.0};
  CHECK(AuctionBuyer{nan}.wanted(line, 50.0, 10.0) == 0.0);
  CHECK(AuctionBuyer{1.0}.wanted(line, nan, 10.0) == 0.0);
  CHECK(AuctionBuyer{1.0}.wanted(line, 50.0, nan) == 0.0);
  CHECK(AuctionBuyer{nan}.highest_price(line, 10.0) == 0.0);
  CHECK(AuctionBuyer{1.0, 0.1}.faults().empty());
  CHECK(AuctionBuyer{-1.0, nan, -1.0}.faults().size() == 3);
}
