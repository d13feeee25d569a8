#include "bulwark/margin/scenario_margin.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a future loses its range, a hedged book its basis, two coins both", "[margin][scenario_margin]") {
  const ScenarioMargin margin{.grid = {.price_range = 0.125}, .initial_factor = 1.5};
  const Account future{.positions = {{LinearFuture{btc}, 2.0, 1.0}}};
  CHECK(required(margin, future).maintenance == 26'000.0);
  CHECK(required(margin, future).initial == 39'000.0);
  REQUIRE(required(margin, future).binding);
  CHECK(required(margin, future).binding->scenario == 0);
  CHECK(required(margin, future).binding->gap == 6'500.0);  // a quarter of the range less
  const Account pair{.positions = {{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{eth}, -40.625, 1.0}}};
  CHECK(required(margin, pair).maintenance == 26'000.0);
  CHECK_FALSE(required(margin, {}).binding);
}

TEST_CASE("relief shrinks far losses, never below none, never near ones", "[margin][scenario_margin]") {
  const ShockGrid far{.price_range = 0.125, .far_moves = {-0.5}, .far_factor = 1.0};
  const Account put{.positions = {{VanillaOption{btc, OptionSide::put, 78'000.0, july}, -10.0, 0.0, AssetId::quote}}};
  double before = std::numeric_limits<double>::infinity();
  for (const double relief : {0.0, 1e3, 1e4, 1e9}) {
    const double needed = required(ScenarioMargin{.grid = far, .far_relief = relief}, put).maintenance;
    CHECK(needed <= before);
    before = needed;
  }
  CHECK(before == required(ScenarioMargin{.grid = {.price_range = 0.125}}, put).maintenance);
}

TEST_CASE("a book that is counted in coins is relieved of coins, one that is counted in money of money", "[margin][scenario_margin]") {
  const ShockGrid far{.price_range = 0.125, .far_moves = {1.0}, .numeraire = Numeraire::settlement};
  const auto relieved = [&](AssetId settlement) {
    const Account call{.positions = {{VanillaOption{btc, OptionSide::call, 130'000.0, july}, -100.0, 0.0, settlement}}};
    const auto needed = [&](double relief) { return required(ScenarioMargin{.grid = far, .far_relief = relief}, call).maintenance; };
    return needed(0.0) - needed(1e4);
  };
  CHECK(relieved(AssetId::quote) == Catch::Approx(7.0 * 1e4));
  CHECK(relieved(btc) == Catch::Approx(7.0 * 1e4 / 1.125));
}

TEST_CASE("losses round to the nearest step of the coin", "[margin][scenario_margin]") {
  const Account future{.positions = {{LinearFuture{btc}, 1.0 / 3.0, 1.0}}};
  const double exact = required(ScenarioMargin{.grid = {.price_range = 0.125}}, future).maintenance;
  const double rounded = required(ScenarioMargin{.grid = {.price_range = 0.125}, .rounding = 0.5}, future).maintenance;
  CHECK(rounded == Catch::Approx(exact).margin(0.25));
  CHECK(rounded * 2.0 == std::floor(rounded * 2.0));
}

TEST_CASE("scenario margin reports every fault", "[margin][scenario_margin][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(said(ScenarioMargin{
            .grid = {.price_range = 0.0}, .initial_factor = -1.0, .maintenance_factor = nothing, .far_relief = -1.0, .rounding = nothing}
                 .faults()) == std::vector<std::string>{"shock_grid.price_range is out of range, got 0",
                                                        "scenario_margin.initial_factor is out of range, got -1",
                                                        "scenario_margin.maintenance_factor is out of range, got nan",
                                                        "scenario_margin.far_relief is out of range, got -1",
                                                        "scenario_margin.rounding is out of range, got nan"});
}
