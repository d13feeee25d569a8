#include "bulwark/pricing/unit_price.hpp"

#include "support/catch.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using test::Wide;

TEST_CASE("a notional has the sign of its position and is rounded towards zero", "[pricing][unit_price]") {
  for (const int exponent : {-7, -3, 0, 2}) {
    const UnitPrice<long long> price{.price = 36'751, .exponent = exponent};
    long long before = -1;
    for (long long base = 0; base < 5'000; base += 7) {
      const long long notional = price.notional(base);
      CHECK(price.notional(-base) == -notional);
      CHECK(notional >= before);
      before = notional;
    }
  }
}

TEST_CASE("what a notional buys is worth no more than it, and one unit more is worth more", "[pricing][unit_price]") {
  for (const int exponent : {-9, -3, 0, 3})
    for (const long long quote : {0LL, 1LL, 999LL, 1'000LL, 123'456'789LL}) {
      const UnitPrice<long long> price{.price = 271'828, .exponent = exponent};
      const long long base = price.base(quote);
      CHECK(price.notional(base) <= quote);
      CHECK(price.notional(base + 1) >= quote);
    }
}

TEST_CASE("notionals are those of the chain", "[pricing][unit_price]") {
  // dYdX v4, x/perpetuals/lib/lib_test.go: what the cases with 100 % / 100 % and -2 / -6 require.
  CHECK(UnitPrice<long long>{55'550, -1 - 6 + 6}.notional(7'000) == 38'885'000);
  CHECK(UnitPrice<long long>{42'000'000, -2 - 6 + 6}.notional(-5'000) == -2'100'000'000);
  // The largest price and size in 64 bits: 3402823669209384634264811192843492 is 100 ppm of it, rounded up.
  const Wide most("18446744073709551615");
  CHECK((UnitPrice<Wide>{most, -1}.notional(most) + 9'999) / 10'000 == Wide("3402823669209384634264811192843492"));
}
