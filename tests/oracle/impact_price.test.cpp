#include "bulwark/oracle/impact_price.hpp"

#include <array>
#include <cmath>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
constexpr std::array<BookLevel, 3> bids{{{99.0, 1.0}, {98.0, 2.0}, {90.0, 10.0}}}, asks{{{101.0, 1.0}, {102.0, 2.0}, {110.0, 10.0}}};
constexpr OrderBookDepth book{bids, asks};
}  // namespace

TEST_CASE("a small trade has the best price, a larger one the average of what it takes", "[oracle][impact_price]") {
  CHECK(impact_price(book, 50.0, true) == 99.0);
  CHECK(impact_price(book, 50.0, false) == 101.0);
  // 99 and 2 x 98 for three coins; 101 and 2 x 102.
  CHECK_THAT(impact_price(book, 99.0 + 196.0, true), WithinRel(295.0 / 3.0, 1e-14));
  CHECK_THAT(impact_price(book, 101.0 + 204.0, false), WithinRel(305.0 / 3.0, 1e-14));
}

TEST_CASE("the whole book is a price and one quote more is none", "[oracle][impact_price]") {
  CHECK_THAT(impact_price(book, 99.0 + 196.0 + 900.0, true), WithinRel(1'195.0 / 13.0, 1e-14));
  CHECK(std::isnan(impact_price(book, 1'196.0, true)));
  for (const double broken : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()})
    CHECK(std::isnan(impact_price(book, broken, true)));
}

TEST_CASE("against a pool the impact price is what its formula gives, and gets no better with size", "[oracle][impact_price]") {
  Random random{111};
  for (int draw = 0; draw < 500; ++draw) {
    const ConstantProductDepth pool{random.between(10.0, 1e5), random.between(10.0, 1e5)};
    const double notional = random.between(0.001, 0.9) * pool.quote, more = notional * random.between(1.0, 1.1);
    // Cash y out of a pool (x, q) takes x y / (q - y) coins in; y into it takes x y / (q + y) out.
    CHECK_THAT(impact_price(pool, notional, true), WithinRel((pool.quote - notional) / pool.coins, 1e-9));
    CHECK_THAT(impact_price(pool, notional, false), WithinRel((pool.quote + notional) / pool.coins, 1e-9));
    CHECK(impact_price(pool, more, true) <= impact_price(pool, notional, true) * (1.0 + 1e-12));
    CHECK(impact_price(pool, more, false) >= impact_price(pool, notional, false) * (1.0 - 1e-12));
  }
}
