#include "bulwark/margin/coin_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr CoinCharge charge{.futures = {0.0625, 0.03125}, .holdings = {0.25, 0.125}};

}  // namespace

TEST_CASE("the coin charge breaks no law of margin", "[margin][coin_charge]") { CHECK(broken_by(charge) == BrokenLaws{}); }

TEST_CASE("futures and coins are charged by their coins at spot, options not at all", "[margin][coin_charge]") {
  const Requirement future = required(charge, {.positions = {{LinearFuture{btc}, -2.0, 50'000.0}}});
  CHECK(future.initial == 0.0625 * 208'000.0);
  CHECK(future.maintenance == 0.03125 * 208'000.0);
  CHECK(required(charge, {.positions = {{LinearFuture{btc, july}, 2.0, 1.0}}}).initial == 0.0625 * 0.25 * 104'000.0);  // contracts of 1/8
  CHECK_THAT(required(charge, {.positions = {{InverseFuture{btc}, 10'400.0, 1.0}}}).initial, WithinRel(0.0625 * 104'000.0, 1e-14));
  CHECK(required(charge, {.positions = {{Spot{eth}, 10.0}}}).maintenance == 0.125 * 25'600.0);
  CHECK(required(charge, {.positions = {{VanillaOption{btc, OptionSide::put, 104'000.0, july}, -5.0, 0.0, AssetId::quote}}}).initial ==
        0.0);
  CHECK_FALSE(future.binding);
}

TEST_CASE("positions are charged one by one, whatever they hedge", "[margin][coin_charge][B08][B09]") {
  const Position endless{LinearFuture{btc}, 3.0, 1.0}, dated{LinearFuture{btc, july}, -24.0, 1.0}, coin{Spot{btc}, -1.0};
  const double apart = required(charge, {.positions = {endless}}).initial + required(charge, {.positions = {dated}}).initial +
                       required(charge, {.positions = {coin}}).initial;
  CHECK(required(charge, {.positions = {endless, dated, coin}}).initial == apart);
}

TEST_CASE("maintenance above initial and shares below zero are faults, each by its name", "[margin][coin_charge][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(charge.faults().empty());
  CHECK(CoinCharge{}.faults().empty());
  CHECK(said(CoinCharge{.futures = {0.01, 0.02}, .holdings = {-0.5, -1.0}}.faults()) ==
        std::vector<std::string>{"coin_charge.futures.initial is out of range, got 0.01",
                                 "coin_charge.holdings.maintenance is out of range, got -1"});
  CHECK(said(CoinCharge{.futures = {nothing, 0.02}}.faults()) ==
        std::vector<std::string>{"coin_charge.futures.initial is out of range, got nan"});
}
