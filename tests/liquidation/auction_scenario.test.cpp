#include "bulwark/liquidation/auction_scenario.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("an auction's scenario gives way only to a worse one", "[liquidation][auction_scenario]") {
  const AuctionScenario now{.scenario = 3, .account = {.equity = 100.0, .surplus = -10.0}};
  const auto with = [&](double surplus) {
    return now.or_worse({.scenario = 7, .account = {.equity = 100.0, .surplus = surplus}}).scenario;
  };
  CHECK(with(-11.0) == 7);
  CHECK(with(-10.0) == 3);
  CHECK(with(5.0) == 3);
  CHECK(with(std::numeric_limits<double>::quiet_NaN()) == 3);
}
