#include "bulwark/settlement/funding_payment.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using Int = bulwark::test::Int128;

TEST_CASE("longs pay what shorts receive when an index rises", "[settlement][funding_payment]") {
  constexpr Int coin = 1'000'000'000;
  CHECK(funding_payment<Int>(2 * coin, 500'000'000) == -1'000'000);  // half a quote per coin
  CHECK(funding_payment<Int>(-2 * coin, 500'000'000) == 1'000'000);
  CHECK(funding_payment<Int>(2 * coin, -500'000'000) == 1'000'000);
  CHECK(funding_payment<Int>(2 * coin, 0) == 0);
  for (Int base = 1; base < 1'000 * coin; base = 3 * base + 1)
    for (Int change = 1; change < 1'000'000'000'000; change = 7 * change + 3)
      CHECK(funding_payment<Int>(base, change) == -funding_payment<Int>(-base, change));
}

TEST_CASE("a payment's magnitude is rounded down", "[settlement][funding_payment]") {
  CHECK(funding_payment<Int>(999'999'999, 1'000) == 0);
  CHECK(funding_payment<Int>(-999'999'999, 1'000) == 0);
  CHECK(funding_payment<Int>(1'999'999'999, 1'000) == -1);
}
