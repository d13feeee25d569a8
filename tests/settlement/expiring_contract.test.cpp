#include "bulwark/settlement/expiring_contract.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using test::Int128;
using Contract = ExpiringContract<Int128>;

// Lots of 10^-4, ticks of 10^-2, money in 10^-6, coins in 10^-8.
const Contract future{.kind = ExpiryKind::linear_future, .up = 1, .down = 1};
const Contract inverse{.kind = ExpiryKind::inverse_future, .up = 1'000'000, .down = 1};
const Contract call{.kind = ExpiryKind::option, .up = 1, .down = 1, .strike = 6'000'000};
const Contract coin_put{.kind = ExpiryKind::coin_option, .up = 10'000, .down = 1, .side = OptionSide::put, .strike = 6'000'000};

TEST_CASE("what expiry pays is what the contracts say", "[settlement][expiring_contract]") {
  CHECK(future.value(15'000, 6'500'000) == Int128(97'500'000'000));      // 1.5 coins at 65,000
  CHECK(future.value(-15'000, -3'763) == 56'445'000);                    // and at -37.63
  CHECK(inverse.value(650'000'000, 6'500'000) == Int128(-100'000'000));  // 65,000 of face owe a coin
  CHECK(call.value(15'000, 6'500'000) == Int128(7'500'000'000));
  CHECK(call.value(15'000, 6'000'000) == 0);
  CHECK(coin_put.value(10'000, 5'000'000) == 20'000'000);  // 10,000 at 50,000: a fifth of a coin
  CHECK(coin_put.value(10'000, 6'000'001) == 0);
}

TEST_CASE("each payment is rounded down, so that the two sides of a trade never get more than there is",
          "[settlement][expiring_contract]") {
  test::Random random{7};
  for (int i = 0; i < 20'000; ++i) {
    const Contract* contracts[] = {&future, &inverse, &call, &coin_put};
    const Contract& c = *contracts[random.below(4)];
    const Int128 lots = 1 + random.below(1'000'000'000), price = 1 + random.below(10'000'000);
    const Int128 rest = -(c.value(lots, price) + c.value(-lots, price));
    CHECK((rest >= 0 && rest <= 1));
    CHECK(c.notional(lots, price) == c.notional(-lots, price));
    CHECK(c.notional(lots, price) >= c.value(lots, price) - (c.kind == ExpiryKind::coin_option ? c.value(lots, price) : 0));
  }
}

TEST_CASE("what is divided by a price needs one above zero", "[settlement][expiring_contract]") {
  CHECK(future.settles_at(-3'763));
  CHECK(call.settles_at(0));
  CHECK_FALSE(inverse.settles_at(0));
  CHECK_FALSE(coin_put.settles_at(-1));
}

TEST_CASE("a contract without a scale or a strike is at fault", "[settlement][expiring_contract][faults]") {
  CHECK(future.faults().empty());
  CHECK(test::said(Contract{.kind = ExpiryKind::option, .up = 0, .down = -1, .exercise = {.least = 0}}.faults(3)) ==
        std::vector<std::string>{"automatic_exercise.least must be positive, got 0", "expiring_contract.up[3] must be positive, got 0",
                                 "expiring_contract.down[3] must be positive, got -1",
                                 "expiring_contract.strike[3] must be positive, got 0"});
}
