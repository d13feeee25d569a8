#include "bulwark/settlement/delivery_fee.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/said.hpp"

using namespace bulwark;
using test::Int128;
using Contract = ExpiringContract<Int128>;

namespace {
// Deribit's, 2019: 0.025 % of futures, 0.02 % of options and at most 12.5 % of what they pay. Coins in 10^-8, lots in 10^-4, ticks in
// 10^-2.
const DeliveryFee<Int128> deribit{.future = 250, .option = 200, .most_of_value = 125'000};
const Contract coin_call{.kind = ExpiryKind::coin_option, .up = 10'000, .down = 1, .strike = 6'000'000};
const Contract inverse{.kind = ExpiryKind::inverse_future, .up = 1'000'000, .down = 1};
}  // namespace

TEST_CASE("delivery is charged on the size, and no more than an eighth of what an option pays", "[settlement][delivery_fee]") {
  CHECK(deribit.of(coin_call, 10'000, 6'600'000) == 20'000);   // a coin: 0.0002
  CHECK(deribit.of(coin_call, -10'000, 6'600'000) == 20'000);  // both sides
  CHECK(deribit.of(coin_call, 10'000, 6'000'600) == 1'249);    // worth 9,999 units
  CHECK(deribit.of(coin_call, 10'000, 5'999'999) == 0);
  CHECK(deribit.of(inverse, 650'000'000, 6'500'000) == 25'000);  // a coin's worth of face: 0.00025
}

TEST_CASE("a fee is rounded up, to the venue", "[settlement][delivery_fee]") {
  CHECK(deribit.of(inverse, 1, 6'500'000) == 1);
  CHECK(DeliveryFee<Int128>{}.of(inverse, 650'000'000, 6'500'000) == 0);
}

TEST_CASE("shares outside 0 to 1 are named", "[settlement][delivery_fee][faults]") {
  CHECK(test::said(DeliveryFee<Int128>{.future = -1, .option = 1'000'001, .most_of_value = -2}.faults()) ==
        std::vector<std::string>{"delivery_fee.future is out of range, got -1", "delivery_fee.option is out of range, got 1000001",
                                 "delivery_fee.most_of_value is out of range, got -2"});
}
