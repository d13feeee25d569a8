#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("an explanation names the scenario that the rule binds at, not one that it relieves", "[evaluate][explain]") {
  const Timestamp now{};
  const MarketState market{.now = now, .assets = {{.spot = 100e3, .volatility = FlatVolatility{0.5}}}};
  const VanillaOption call{AssetId{0}, OptionSide::call, 120e3, now + std::chrono::days{30}};
  const Account account{.positions = {{call, -1.0}}, .cash = 200e3};
  const Listing listing = *listing_of(account);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  for (const double relief : {0.0, 1e6}) {
    const RiskEvaluator venue{no_haircut(),
                              ScenarioMargin{.grid = {.price_range = 0.16, .vol_up = 0.5, .far_moves = {1.0}}, .far_relief = relief},
                              Black{}, NoVar{}, HealthThreshold{}};
    const auto tick = venue.price(listing, market);
    const Explanation why = explain(*tick, rows.at(0));
    REQUIRE(why.units.size() == 1);
    const UnitExplanation& unit = why.units.front();
    CHECK(unit.worst.index == why.report.requirement.binding->scenario);
    CHECK(-unit.worst.lowest == why.report.requirement.binding->loss);
    CHECK((unit.worst.index < venue.margin.grid.near_size()) == (relief > 0.0));
    REQUIRE(unit.parts.size() == 1);
    CHECK(unit.parts.front().profit == unit.profit);
  }
}
