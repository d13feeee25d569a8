#include "bulwark/collateral/haircut.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a coin balance is cut, and a debt in coins is raised, by the same share", "[collateral][haircut]") {
  const Haircut cut{.of_asset = {{0.25, 0.125}}, .otherwise = {0.5, 0.25}};
  const Resources r = counted(cut, {.positions = {{Spot{btc}, 1.0}, {Spot{eth}, 10.0}}, .cash = 1'000.0});
  CHECK(r.initial == 1'000.0 + 0.75 * 104'000.0 + 0.5 * 25'600.0);
  CHECK(r.maintenance == 1'000.0 + 0.875 * 104'000.0 + 0.75 * 25'600.0);
  CHECK(counted(cut, {.positions = {{Spot{btc}, -1.0}}}).initial == -1.25 * 104'000.0);
}

TEST_CASE("a coin is cut once, over everything that settles in it", "[collateral][haircut]") {
  const Haircut cut{.otherwise = {0.5, 0.5}};
  // A coin and an inverse future that has lost half of it.
  const Account account{.positions = {{Spot{btc}, 1.0}, {InverseFuture{btc}, 10'400.0, 208'000.0}}};
  const double coins = 1.0 + 104'000.0 / 208'000.0 - 1.0;
  CHECK(counted(cut, account).initial == Catch::Approx(0.5 * coins * 104'000.0).epsilon(1e-14));
}

TEST_CASE("collateral in the scenarios is not cut as well", "[collateral][haircut][faults]") {
  CHECK(counted(Haircut{.of_asset = {{.in_scenarios = true}}}, {.positions = {{Spot{btc}, 1.0}}}).initial == 104'000.0);
  CHECK(Haircut{.of_asset = {{.in_scenarios = true}}}.is_in_scenarios(btc));
  CHECK_FALSE(Haircut{.otherwise = {.in_scenarios = true}}.is_in_scenarios(AssetId::quote));
  CHECK(said(Haircut{.of_asset = {{0.1, 0.1, true}, {0.1, 0.2}}, .otherwise = {1.5, std::numeric_limits<double>::quiet_NaN()}}.faults()) ==
        std::vector<std::string>{"haircut is out of range, got 1.5", "haircut is out of range, got nan",
                                 "haircut[0] is charged twice, by haircut and by scenario, got 0.10000000000000001",
                                 "haircut.maintenance[1] is out of range, got 0.20000000000000001"});
}

TEST_CASE("an asset that nobody named counts for nothing, and what is owed in it counts twice", "[collateral][haircut]") {
  const AssetId doge{3};
  HeldUnit unit{.asset = doge, .settlement = doge, .price = 0.25, .coins = 1'000.0};
  const PricedMarket market(0, {}, {}, 1);
  const auto counted = [&](const Haircut& cut) {
    const ValuedAccount account(market, {.cash = 100.0}, {&unit, 1}, 100.0 + unit.coins * unit.price);
    return cut.resources(account);
  };
  CHECK(counted(Haircut{}).maintenance == 100.0);
  CHECK(counted(no_haircut()).maintenance == 350.0);
  unit.coins = -1'000.0;
  CHECK(counted(Haircut{}).maintenance == -400.0);
  CHECK(counted(no_haircut()).maintenance == -150.0);
}
