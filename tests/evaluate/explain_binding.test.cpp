#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/basis_charge.hpp"
#include "bulwark/margin/each_asset.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/scaled_margin.hpp"
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

TEST_CASE("a rule that is scaled or split by asset still names its scenarios, one that reads rows itself has none", "[evaluate][explain]") {
  const Timestamp now{};
  const MarketState market{.now = now, .assets = {{.spot = 100e3, .volatility = FlatVolatility{0.5}}}};
  const VanillaOption call{AssetId{0}, OptionSide::call, 120e3, now + std::chrono::days{30}};
  const Account account{.positions = {{call, -1.0}}, .cash = 200e3};
  const Listing listing = *listing_of(account);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const ScenarioMargin grid{.grid = {.price_range = 0.16, .vol_up = 0.5}};
  const BasisCharge basis{.up = 1.05, .down = 0.95, .add = 1.0, .per_year = 1.2};
  const RiskEvaluator plain{no_haircut(), grid, Black{}, NoVar{}, HealthThreshold{}};
  const RiskEvaluator wrapped{no_haircut(), ScaledMargin{EachAsset{largest_of(basis, grid)}, 1.25, 1.0}, Black{}, NoVar{},
                              HealthThreshold{}};
  const auto plain_tick = plain.price(listing, market);
  const auto wrapped_tick = wrapped.price(listing, market);
  const Explanation one = explain(*plain_tick, rows.at(0)), other = explain(*wrapped_tick, rows.at(0));
  REQUIRE(one.units.size() == 1);
  REQUIRE(other.units.size() == 1);
  CHECK(other.rules.size() == 1);
  CHECK(other.units[0].worst.index == one.units[0].worst.index);
  CHECK(other.units[0].worst.lowest == one.units[0].worst.lowest);
  CHECK(other.units[0].block == one.units[0].block + 1);  // the basis asked first
  CHECK(1.25 * -other.units[0].worst.lowest == other.report.requirement.initial);
}
