#include "bulwark/protection/scenario_reach.hpp"

#include <cmath>

#include "bulwark/scenario/shock_grid.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

TEST_CASE("a grid reaches as far as its range, each asset its own", "[protection][scenario_reach]") {
  const ShockGrid grid{.price_range = 0.16, .range_of_asset = {0.0, 0.3}, .vol_up = 0.5, .vol_down = 0.25};
  const ScenarioSet set = grid.scenarios(2);
  const ScenarioReach first = scenario_reach(set, AssetId{0}), second = scenario_reach(set, AssetId{1});
  CHECK((first.fall == 0.16 && first.rise == 0.16 && second.fall == 0.3));
  CHECK((first.volatility_rise == 0.5 && first.volatility_fall == 0.25));
}

TEST_CASE("a far move that counts in part reaches that part", "[protection][scenario_reach]") {
  const ShockGrid grid{.price_range = 0.16, .far_moves = {-0.66, 5.0}, .far_factor = 1.0};
  const ScenarioReach reach = scenario_reach(grid.scenarios(1), AssetId{0});
  CHECK_THAT(reach.fall, WithinAbs(0.16, 1e-15));
  CHECK_THAT(reach.rise, WithinAbs(0.16, 1e-15));
}

TEST_CASE("a move that is not known makes the reach unknown", "[protection][scenario_reach][faults]") {
  ScenarioSet set = ShockGrid{.price_range = 0.16}.scenarios(1);
  set.price_move[0] = __builtin_nan("");
  CHECK(std::isnan(scenario_reach(set, AssetId{0}).fall));
}
