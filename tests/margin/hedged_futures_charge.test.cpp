#include "bulwark/margin/hedged_futures_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("futures are charged for the coins by which they offset each other", "[margin][hedged_futures_charge]") {
  const HedgedFuturesCharge charge{0.01};
  const Position bought{LinearFuture{btc}, 100.0, 104'000.0};
  const auto dated = [](double coins) { return Position{LinearFuture{btc, july}, 8.0 * coins, 104'000.0}; };  // 1/8 coin each
  // Deribit's own example: 100 BTC long and 100 BTC short at 1 % need 1 BTC.
  CHECK(required(charge, {.positions = {bought, dated(-100.0)}}).maintenance == 104'000.0);
  CHECK(required(charge, {.positions = {bought, dated(-40.0)}}).initial == 41'600.0);
  CHECK(required(charge, {.positions = {bought, dated(-300.0)}}).initial == 104'000.0);
  CHECK(required(charge, {.positions = {bought, dated(100.0)}}).initial == 0.0);
  CHECK(required(charge, {.positions = {bought}}).initial == 0.0);
  // Not between assets, nor between settlements, nor against options and coins.
  CHECK(required(charge, {.positions = {bought, {LinearFuture{eth}, -4'000.0, 2'560.0}, {InverseFuture{btc}, -10'400.0, 104'000.0}}})
            .initial == 0.0);
  CHECK(required(charge, {.positions = {bought, {VanillaOption{btc, OptionSide::call, 104'000.0, july}, -100.0, 0.0, AssetId::quote}}})
            .initial == 0.0);
  CHECK(broken_by(charge) == BrokenLaws{});
}

TEST_CASE("a charge on hedged futures must be a finite share", "[margin][hedged_futures_charge][faults]") {
  for (const double bad : {-0.1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    CHECK(HedgedFuturesCharge{bad}.faults().size() == 1);
}
