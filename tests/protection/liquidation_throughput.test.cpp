#include "bulwark/protection/liquidation_throughput.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr LiquidationThroughput chain{.lots_per_block = 4.0, .depth_per_block = 1e6, .block = 12s};
}

TEST_CASE("the slower of blocks and depth decides", "[protection][liquidation_throughput]") {
  CHECK(chain.blocks({100.0, 1e6}) == 25.0);
  CHECK(chain.blocks({4.0, 50e6}) == 50.0);
  CHECK(chain.blocks({101.0, 1e6}) == 26.0);
  CHECK(chain.seconds({100.0, 1e6}) == 300.0);
  CHECK(chain.blocks({0.0, 0.0}) == 0.0);
}

TEST_CASE("more load never takes less time, more throughput never more", "[protection][liquidation_throughput]") {
  for (double lots = 0.0; lots < 50.0; ++lots)
    for (double notional = 0.0; notional < 20e6; notional += 1e6) {
      const double blocks = chain.blocks({lots, notional});
      CHECK(chain.blocks({lots + 1.0, notional}) >= blocks);
      CHECK(chain.blocks({lots, notional + 1e5}) >= blocks);
      CHECK(LiquidationThroughput{5.0, 1e6, 12s}.blocks({lots, notional}) <= blocks);
      CHECK(LiquidationThroughput{4.0, 2e6, 12s}.blocks({lots, notional}) <= blocks);
    }
}

TEST_CASE("the most that can be liquidated in a time can be, and a lot more cannot", "[protection][liquidation_throughput]") {
  for (const double lot : {1e4, 1e5, 1e6}) {
    const double most = chain.most_notional(10min, lot);
    CHECK(chain.completes_within({std::floor(most / lot), most}, 10min));
    CHECK_FALSE(chain.completes_within({std::floor(most / lot) + 1.0, most + lot}, 10min));
  }
  CHECK(chain.most_notional(11s, 1e4) == 0.0);
}

TEST_CASE("an unknown load does not complete", "[protection][liquidation_throughput]") {
  for (const double bad : {std::nan(""), -1.0}) {
    CHECK(std::isnan(chain.blocks({bad, 1.0})));
    CHECK_FALSE(chain.completes_within({1.0, bad}, 24h));
  }
  CHECK(std::isnan(LiquidationThroughput{0.0, 1.0, 1s}.blocks({0.0, 0.0})));
}

TEST_CASE("every fault of a throughput is named", "[protection][liquidation_throughput][faults]") {
  CHECK(chain.faults().empty());
  CHECK(LiquidationThroughput{0.0, -1.0, 0s}.faults().size() == 3);
}
