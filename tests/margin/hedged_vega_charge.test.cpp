#include "bulwark/margin/hedged_vega_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

Position option(AssetId asset, Timestamp expiry, double quantity, AssetId settlement = AssetId::quote) {
  return {VanillaOption{asset, OptionSide::call, three_assets()[asset].spot, expiry}, quantity, 0.0, settlement};
}
double vega_of(const Position& position) {
  const Listing listing = *Listing::from(chain());
  const PricedMarket table = price_market(listing, three_assets(), Black{}, {}, InScenarios{}).table;
  const Account account{.positions = {position}};
  return on_valued(listing, table, account, [](const ValuedAccount& valued, const Profits&) { return (*valued.positions().begin()).vega; });
}

}  // namespace

TEST_CASE("expiries are charged for the vega by which they offset each other", "[margin][hedged_vega_charge]") {
  const HedgedVegaCharge charge{0.0025};
  const Position near = option(btc, july, 10.0), far = option(btc, december, -10.0), little = option(btc, december, -1.0);
  CHECK_THAT(required(charge, {.positions = {near, far}}).maintenance, WithinRel(0.0025 * vega_of(near), 1e-14));
  CHECK_THAT(required(charge, {.positions = {near, little}}).initial, WithinRel(-0.0025 * vega_of(little), 1e-14));
  CHECK(required(charge, {.positions = {near, option(btc, december, 10.0)}}).initial == 0.0);
  CHECK(required(charge, {.positions = {near}}).initial == 0.0);
  // Within an expiry vegas net before, between assets and settlements not at all.
  CHECK(required(charge, {.positions = {near, option(btc, july, -10.0)}}).initial == 0.0);
  CHECK(required(charge, {.positions = {near, option(eth, december, -1'000.0), option(btc, december, -10.0, btc)}}).initial == 0.0);
  CHECK(broken_by(charge) == BrokenLaws{});
}

TEST_CASE("a charge on hedged vega must be a finite move", "[margin][hedged_vega_charge][faults]") {
  for (const double bad : {-0.1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    CHECK(HedgedVegaCharge{bad}.faults().size() == 1);
}
