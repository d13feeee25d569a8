#include "bulwark/margin/roll_charge.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a calendar is charged per expiry, a closed expiry not", "[margin][roll_charge]") {
  const RollCharge charge{.least_move = 0.01, .annual_move = 0.0};
  const double one = required(charge, {.positions = {{LinearFuture{btc}, 1.0, 1.0}}}).maintenance;
  CHECK(one == Catch::Approx(1'040.0).epsilon(1e-14));
  CHECK(required(charge, {.positions = {{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{btc, july}, -8.0, 1.0}}}).maintenance ==
        Catch::Approx(2.0 * one).epsilon(1e-14));
  CHECK(required(charge, {.positions = {{Spot{btc}, 1.0}}}).maintenance == 0.0);
}

TEST_CASE("long terms are charged by the year", "[margin][roll_charge]") {
  const RollCharge charge{.least_move = 0.01, .annual_move = 0.1, .initial_factor = 2.0};
  const Requirement december_inverse = required(charge, {.positions = {{InverseFuture{btc, december}, 104'000.0, 1.0}}});
  CHECK(december_inverse.maintenance == Catch::Approx(104'000.0 / 1.03125 * 0.1 * 200.0 / 365.0).epsilon(1e-12));
  CHECK(december_inverse.initial == 2.0 * december_inverse.maintenance);
  CHECK(RollCharge{-1.0, -1.0, -3.0, -2.0}.faults().size() == 5);
  CHECK(RollCharge{.least_move = 0.0, .annual_move = 0.0, .of_asset = {{-1.0, std::numeric_limits<double>::quiet_NaN()}}}.faults().size() ==
        2);
}

TEST_CASE("an asset may move by itself, and settlements of one asset are charged apart", "[margin][roll_charge]") {
  const RollCharge charge{.least_move = 0.01, .annual_move = 0.0, .of_asset = {{.least = 0.02, .annual = 0.1}}};
  CHECK(required(charge, {.positions = {{LinearFuture{btc}, 1.0, 1.0}}}).maintenance == Catch::Approx(2'080.0));
  CHECK(required(charge, {.positions = {{LinearFuture{eth}, 1.0, 1.0}}}).maintenance == Catch::Approx(25.6));
  CHECK(required(charge, {.positions = {{LinearFuture{btc}, 1.0, 1.0}, {InverseFuture{btc}, -10'400.0, 1.0}}}).maintenance ==
        Catch::Approx(4'160.0));
}
