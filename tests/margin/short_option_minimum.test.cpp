#include "bulwark/margin/short_option_minimum.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
Position option(AssetId asset, OptionSide side, double quantity) {
  return {VanillaOption{asset, side, three_assets()[asset].spot, july}, quantity, 0.0, AssetId::quote};
}
const std::vector<Position> strangle{option(btc, OptionSide::call, -3.0), option(btc, OptionSide::put, -5.0),
                                     option(eth, OptionSide::put, -2.0), option(eth, OptionSide::call, 9.0)};
}  // namespace

TEST_CASE("calls and puts cannot both end in the money", "[margin][short_option_minimum]") {
  const std::vector<double> rates{50.0, 10.0};
  CHECK(required(ShortOptionMinimum{.of_asset = rates}, {.positions = strangle}).maintenance == 5.0 * 50.0 + 2.0 * 10.0);
  CHECK(required(ShortOptionMinimum{.of_asset = rates, .counts = ShortOptionMinimum::Counts::both}, {.positions = strangle}).maintenance ==
        8.0 * 50.0 + 2.0 * 10.0);
  CHECK(required(ShortOptionMinimum{.of_asset = {50.0}}, {.positions = strangle}).maintenance == 250.0);
  CHECK(ShortOptionMinimum{}.charge(50.0, 20.0, 0.0) == 1'000.0);
}

TEST_CASE("a minimum for short options keeps the laws of margin", "[margin][short_option_minimum][laws]") {
  CHECK(broken_by(ShortOptionMinimum{.of_asset = {50.0, 10.0}}).empty());
}

TEST_CASE("a minimum is no gain", "[margin][short_option_minimum][faults]") {
  CHECK(ShortOptionMinimum{.of_asset = {1.0, -1.0}}.faults().size() == 1);
}
