#include "bulwark/math/size_premium.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Int = long long;  // sizes up to 1e17 here

TEST_CASE("a premium grows with size and is never below its weight; a discount falls and is never above", "[math][size_premium]") {
  for (const Int factor : {0LL, 10LL, 1'000LL, 100'000LL})
    for (const Int weight : {300LL, 1'000LL, 11'000LL}) {
      Int premium = 0, discount = weight;
      for (Int size = 0; size <= 100'000'000'000'000'000; size = 3 * size + 1'000) {
        const Int up = size_premium<Int>(weight, factor, size), down = size_discount<Int>(weight, factor, size);
        CHECK(up >= weight);
        CHECK(up >= premium);
        CHECK(down <= weight);
        CHECK(down <= discount);
        CHECK(down >= 0);
        premium = up, discount = down;
      }
    }
}

TEST_CASE("size does not matter where there is no factor", "[math][size_premium]") {
  CHECK(size_premium<Int>(1'000, 0, 1'000'000'000'000) == 1'000);
  CHECK(unbounded_size_premium<Int>(1'000, 0, 1'000'000'000'000) == 1'000);
  CHECK(size_discount<Int>(9'000, 0, 1'000'000'000'000) == 9'000);
  CHECK(size_premium(0.1, 0.0, 1e9) == 0.1);
  CHECK(size_discount(0.9, 0.0, 1e9) == 0.9);
}

TEST_CASE("an unbounded premium starts a fifth below its weight", "[math][size_premium]") {
  CHECK(unbounded_size_premium<Int>(1'000, 1, 0) == 800);
  CHECK(unbounded_size_premium<Int>(999, 1, 0) == 999 - 199);
}

TEST_CASE("premium and discount are those of the programme's tests", "[math][size_premium]") {
  // drift_v2.json: 1,000 tokens, "asset_weight.imf ..." and "liab_weight.imf ..."; "upnl_weight.22699050905".
  const Int size = 1'000'000'000'000;
  CHECK(size_discount<Int>(9'000, 10, size) == 9'000);
  CHECK(size_discount<Int>(9'000, 10'000, size) == 8'357);
  CHECK(size_discount<Int>(9'000, 100'000, size) == 2'642);
  CHECK(size_premium<Int>(11'000, 10'000, size) == 11'962);
  CHECK(size_premium<Int>(11'000, 100'000, size) == 40'422);
  CHECK(size_discount<Int>(10'000, 1'000, 22'699'050'905'000) == 9'559);
}

TEST_CASE("weights in real numbers agree with the integers up to their truncation", "[math][size_premium]") {
  for (const double coins : {0.0, 0.001, 1.0, 37.0, 1e3, 1e6})
    for (const Int factor : {0LL, 10LL, 1'000LL, 50'000LL}) {
      const Int size = static_cast<Int>(coins * 1e9);
      const double up = size_premium(0.1, static_cast<double>(factor) / 1e6, coins),
                   down = size_discount(0.9, static_cast<double>(factor) / 1e6, coins);
      CHECK(std::abs(up - static_cast<double>(size_premium<Int>(1'000, factor, size)) / 1e4) <= 2e-4);
      CHECK(std::abs(down - static_cast<double>(size_discount<Int>(9'000, factor, size)) / 1e4) <= 2e-4);
    }
}

TEST_CASE("the slope is what one coin more adds", "[math][size_premium]") {
  const auto charge = [](double coins) { return coins * size_premium(0.1, 0.002, coins); };
  for (const double coins : {1.0, 50.0, 99.0, 101.0, 5'000.0})
    CHECK(size_premium_slope(0.1, 0.002, coins) == Catch::Approx((charge(coins + 1e-4) - charge(coins - 1e-4)) / 2e-4).epsilon(1e-6));
}

TEST_CASE("an unknown size has an unknown weight", "[math][size_premium]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double unknown :
       {size_premium(0.1, 0.01, nan), size_premium(nan, 0.01, 1.0), size_discount(0.9, 0.01, nan), size_discount(0.9, nan, 1.0)})
    CHECK(unknown != unknown);
}
