#include "bulwark/liquidation/auction_reserve.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a reserve is the share of the value, rounded up, and nothing without a price", "[liquidation][auction_reserve]") {
  Random random{1};
  for (int i = 0; i < 5'000; ++i) {
    const Int128 ray = one_in_rays<Int128>(), percent = random.below(100) + 1, lot = random.below(1'000), price = random.below(1'000) + 1;
    const auto least = AuctionReserve<Int128>{ray / 100 * percent}.least_bid(lot, price);
    REQUIRE(least);
    CHECK((100 * *least >= percent * lot * price && 100 * (*least - 1) < percent * lot * price));
  }
  const AuctionReserve<double> real{0.6};
  CHECK_FALSE(real.least_bid(50.0, std::nullopt));
  CHECK_FALSE(real.least_bid(50.0, 0.0));
  CHECK_FALSE(real.least_bid(50.0, std::numeric_limits<double>::quiet_NaN()));
  CHECK(*real.least_bid(50.0, 100.0) == 3'000.0);
}

TEST_CASE("no reserve is a fault", "[liquidation][auction_reserve][faults]") {
  CHECK(AuctionReserve<double>{0.0}.faults().size() == 1);
  CHECK(AuctionReserve<double>{1.5}.faults().size() == 1);
  CHECK(AuctionReserve<double>{std::numeric_limits<double>::quiet_NaN()}.faults().size() == 1);
  CHECK(AuctionReserve<double>{1.0}.faults().empty());
}
