#include "bulwark/backstop/deleveraging_trade.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Holding = ContractHolding<long long>;

TEST_CASE("trade after trade the position and its cash are handed on to the last unit", "[backstop][deleveraging_trade]") {
  test::Random random{41};
  for (int round = 0; round < 2'000; ++round) {
    const long long size = 1 + random.below(1'000);
    Holding closed{random.below(2) == 0 ? size : -size, random.below(200'001) - 100'000};
    const Holding before = closed;
    long long contracts = 0, cash = 0;
    while (closed.contracts != 0) {
      const Holding other{(before.contracts > 0 ? -1 : 1) * (1 + random.below(300)), 77};
      const auto trade = deleveraged_at_bankruptcy(closed, other, 1 + random.below(300));
      REQUIRE(trade);
      CHECK(trade->closed.contracts + trade->other.contracts == closed.contracts + other.contracts);
      CHECK(trade->closed.cash + trade->other.cash == closed.cash + other.cash);
      // The price of each trade is the account's own, to a unit of cash.
      CHECK(std::abs(trade->cash * closed.contracts - closed.cash * trade->contracts) <= std::abs(closed.contracts));
      contracts += trade->contracts, cash += trade->cash;
      closed = trade->closed;
    }
    CHECK((contracts == before.contracts && cash == before.cash && closed.cash == 0));
  }
}

TEST_CASE("neither side changes sign or grows, and the same side never trades", "[backstop][deleveraging_trade]") {
  CHECK_FALSE(deleveraged_at_bankruptcy<long long>({5, 9}, {7, 0}, 100));
  CHECK_FALSE(deleveraged_at_bankruptcy<long long>({5, 9}, {0, 0}, 100));
  CHECK_FALSE(deleveraged_at_bankruptcy<long long>({0, 9}, {7, 0}, 100));
  CHECK_FALSE(deleveraged_at_bankruptcy<long long>({5, 9}, {-7, 0}, 0));
  const auto trade = deleveraged_at_bankruptcy<long long>({5, -90}, {-3, 40}, 100);
  REQUIRE(trade);
  CHECK((trade->contracts == 3 && trade->cash == -54 && trade->closed.contracts == 2 && trade->other.contracts == 0));
}

TEST_CASE("at a price, rounding never takes from the account that is closed", "[backstop][deleveraging_trade]") {
  // A short of 3 at 10.5 costs it 31.5: it pays 31, and the long gets 31; a long of 3 brings 31.5: it gets 32.
  const auto short_closed = deleveraged_at<long long>(105, 10, {-3, 100}, {9, 0}, 100);
  CHECK((short_closed->closed.cash == 69 && short_closed->other.cash == 31));
  const auto long_closed = deleveraged_at<long long>(105, 10, {3, 100}, {-9, 0}, 100);
  CHECK((long_closed->closed.cash == 132 && long_closed->other.cash == -32));
}

TEST_CASE("an account is closed at its bankruptcy price, or at the oracle's when the market closes", "[backstop][deleveraging_trade]") {
  CHECK(deleveraging_price(-1LL, false) == DeleveragingPrice::bankruptcy);
  CHECK(deleveraging_price(-1LL, true) == DeleveragingPrice::bankruptcy);
  CHECK(deleveraging_price(0LL, true) == DeleveragingPrice::oracle);
  CHECK(deleveraging_price(0LL, false) == DeleveragingPrice::none);
}
