#include "bulwark/scenario/shock_grid.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a grid is price by volatility, then the far moves", "[scenario][shock_grid][B16]") {
  const ShockGrid grid = test::grid();
  const ScenarioSet set = grid.scenarios(3);
  CHECK(set.scenarios == grid.size());
  CHECK(set.scenarios == 9 * 3 + 3);
  CHECK(faults(set, 3).empty());
  CHECK_FALSE(set.joint);
  CHECK(set.price_move[set.at(0, AssetId{0})] == -0.16);
  CHECK(set.price_move[set.at(26, AssetId{2})] == 0.16);
  CHECK(set.price_move[set.at(12, AssetId{1})] == 0.0);
  for (Index s = 0; s < 27; s += 3) {
    CHECK(set.vol_move[set.at(s, AssetId{0})] == 0.0);
    CHECK(set.vol_move[set.at(s + 1, AssetId{0})] == 0.3);
    CHECK(set.vol_move[set.at(s + 2, AssetId{0})] == -0.25);
  }
  CHECK(set.price_move[set.at(27, AssetId{0})] == -0.5);
  CHECK(set.weight[set.at(27, AssetId{0})] == 0.16 / 0.5);
  CHECK(set.weight[set.at(0, AssetId{0})] == 1.0);
}

TEST_CASE("an asset may have its own range", "[scenario][shock_grid]") {
  const ShockGrid grid{.price_range = 0.16, .range_of_asset = {0.0, 0.2}};
  CHECK(grid.range(0) == 0.16);
  CHECK(grid.range(1) == 0.2);
  CHECK(grid.range(2) == 0.16);
  CHECK(grid.size() == 9);
}

TEST_CASE("every fault of a grid is reported", "[scenario][shock_grid][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const ShockGrid bad{.price_range = 1.0,
                      .range_of_asset = {0.1, -0.1, nan},
                      .steps_per_side = 0,
                      .vol_up = nan,
                      .vol_down = -1.0,
                      .term = {.reference_days = 0.0, .short_power = nan, .long_power = nan, .least_days = -1.0, .floor_when_up = -1.0},
                      .far_moves = {-1.0, 0.0, nan, 0.5},
                      .far_factor = -1.0};
  std::vector<std::string> fields;
  for (const Fault& fault : bad.faults()) fields.push_back(fault.field);
  CHECK(fields == std::vector<std::string>{"shock_grid.price_range", "shock_grid.range_of_asset", "shock_grid.range_of_asset",
                                           "shock_grid.steps_per_side", "shock_grid.vol_up", "shock_grid.vol_down", "shock_grid.far_factor",
                                           "shock_grid.far_moves", "shock_grid.far_moves", "shock_grid.far_moves",
                                           "volatility_term.reference_days", "volatility_term.least_days", "volatility_term.short_power",
                                           "volatility_term.long_power", "volatility_term.floor_when_up"});
  CHECK(describe(bad.faults()[1]) == "shock_grid.range_of_asset[1] is out of range, got -0.10000000000000001");
  CHECK(test::grid().faults().empty());
}
