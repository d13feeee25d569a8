#include "bulwark/venue/drift_v2_parameters.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = Int128;

TEST_CASE("high leverage pays its liquidator at most four fifths of the ratio", "[venue][drift_v2_parameters]") {
  venue::DriftPerpMarket<Int> market = venue::drift_test_perp<Int>();
  market.liquidator_fee = 10'000;
  CHECK(market.fee(true) == 10'000);
  market.ratio.leveraged_initial = 100, market.ratio.leveraged_maintenance = 66;
  CHECK(market.fee(false) == 10'000);
  CHECK(market.fee(true) == 6'600 - 1'320);
}

TEST_CASE("a venue of the Drift kind reports every fault with its market", "[venue][drift_v2_parameters][faults]") {
  venue::DriftV2<Int> wrong{.spot = {venue::drift_test_spot<Int>(), venue::drift_test_spot<Int>()},
                            .perps = {venue::drift_test_perp<Int>(), venue::drift_test_perp<Int>()}};
  CHECK(wrong.faults().empty());
  wrong.buffer = -1, wrong.order_charge = -1, wrong.pace.first = -1, wrong.ramp.most_multiple = 0, wrong.guard.confidence = -1;
  wrong.spot[1].weights.maintenance_asset = 9'950, wrong.spot[1].liquidator_fee = 10'000;  // 0.995 x 1.01 > 1
  wrong.perps[1].liquidator_fee = 50'000;                                                  // a maintenance ratio of 5 %
  wrong.perps[1].step = 0;
  CHECK(said(wrong.faults()) ==
        std::vector<std::string>{
            "liquidation_pace.first is out of range, got -1", "fee_ramp.most_multiple is out of range, got 0",
            "oracle_guard.confidence is out of range, got -1", "drift_spot_market.liquidator_fee[1] is out of range, got 10000",
            "drift_perp_market.liquidator_fee[1] is out of range, got 50000", "drift_perp_market.step[1] is out of range, got 0",
            "drift_v2.buffer is out of range, got -1", "drift_v2.order_charge must not be negative, got -1"});
  venue::DriftSpotMarket<Int> dear = venue::drift_test_spot<Int>();
  dear.weights.maintenance_liability = 10'000, dear.liquidator_fee = 10'000;  // repaying it frees less than it costs
  CHECK(dear.faults().size() == 1);
}
