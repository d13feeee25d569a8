#include "bulwark/settlement/funding_transfer.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using test::Int128;

TEST_CASE("longs pay what shorts receive when the rate is positive", "[settlement][funding_transfer]") {
  // Lots of 10^-4 at 65,000.00 and a rate of 0.01 %: 6.5 a coin.
  const FundingTransfer<Int128> transfer{.price = 6'500'000, .rate = 100, .one = 1'000'000};
  CHECK(transfer.payment(10'000) == -6'500'000);
  CHECK(transfer.payment(-10'000) == 6'500'000);
  CHECK(transfer.payment(0) == 0);
}

TEST_CASE("payments and what the venue keeps are nothing together, and it keeps less than a unit a position",
          "[settlement][funding_transfer]") {
  test::Random random{3};
  for (int round = 0; round < 1'000; ++round) {
    std::vector<Int128> lots, payments(21);
    Int128 net = 0;
    for (int i = 0; i < 20; ++i) lots.push_back(Int128(random.below(2'000'001)) - 1'000'000), net += lots.back();
    lots.push_back(-net);
    const FundingTransfer<Int128> transfer{
        .price = 1 + random.below(9'999'999), .rate = Int128(random.below(20'001)) - 10'000, .one = 1'000'000, .up = 3, .down = 7};
    const Int128 rest = transfer.pay(lots, payments);
    Int128 sum = rest;
    for (const Int128& payment : payments) sum += payment;
    CHECK(sum == 0);
    CHECK((rest >= 0 && rest < 21));
  }
}

TEST_CASE("a price or a scale that is not above zero is at fault", "[settlement][funding_transfer][faults]") {
  CHECK(test::said(FundingTransfer<Int128>{.price = 0, .rate = 1, .one = 0, .up = -1, .down = 0}.faults()) ==
        std::vector<std::string>{"funding_transfer.price must be positive, got 0", "funding_transfer.one must be positive, got 0",
                                 "funding_transfer.up must be positive, got -1", "funding_transfer.down must be positive, got 0"});
}
