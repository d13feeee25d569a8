#include "bulwark/margin/intermonth_charge.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using Spread = IntermonthCharge::Spread;
const IntermonthCharge charge{.of_asset = {{.tier_ends = {july, december}, .spreads = {{0, 0, 5.0}, {0, 1, 20.0}, {1, 1, 8.0}}}}};

double charged(std::vector<double> bought, std::vector<double> sold, std::vector<Spread> spreads) {
  IntermonthCharge::Sides sides;
  std::copy(bought.begin(), bought.end(), sides.bought.begin());
  std::copy(sold.begin(), sold.end(), sides.sold.begin());
  return IntermonthCharge::charge(spreads, sides);
}
double needed(double at_july, double at_december, double perpetual_coins = 0.0) {
  return required(charge, {.positions = {{LinearFuture{btc, july}, 8.0 * at_july, 104'000.0},  // an eighth of a coin each
                                         {LinearFuture{btc}, perpetual_coins, 104'000.0},
                                         {InverseFuture{btc, december}, 107'250.0 * at_december, 104'000.0}}})
      .maintenance;
}

}  // namespace

TEST_CASE("months are charged where they offset each other, and only there", "[margin][intermonth_charge]") {
  CHECK(charged({3.0}, {}, {{0, 0, 5.0}}) == 0.0);
  CHECK(charged({3.0}, {2.0}, {{0, 0, 5.0}}) == 10.0);
  CHECK(charged({3.0, 0.0}, {0.0, 4.0}, {{0, 1, 20.0}}) == 60.0);
  CHECK(charged({0.0, 3.0}, {4.0, 0.0}, {{0, 1, 20.0}}) == 60.0);  // either side
  CHECK(charged({3.0, 0.0}, {0.0, 4.0}, {}) == 0.0);
}

TEST_CASE("spreads are formed in order and use up what they take", "[margin][intermonth_charge]") {
  CHECK(charged({4.0, 0.0}, {1.0, 9.0}, {{0, 0, 5.0}, {0, 1, 20.0}}) == 1.0 * 5.0 + 3.0 * 20.0);
  CHECK(charged({4.0, 0.0}, {1.0, 9.0}, {{0, 1, 20.0}, {0, 0, 5.0}}) == 4.0 * 20.0);
  CHECK(charged({1.0, 1.0}, {1.0, 1.0}, {{0, 1, 20.0}}) == 40.0);
}

TEST_CASE("an account's months fall into tiers by expiry", "[margin][intermonth_charge]") {
  const IntermonthCharge none;
  CHECK(required(none, {.positions = {{LinearFuture{btc, july}, 8.0, 1.0}, {LinearFuture{btc}, -1.0, 1.0}}}).maintenance == 0.0);
  CHECK(needed(1.0, 0.0) == 0.0);
  CHECK(needed(1.0, 0.0, -1.0) == 20.0);  // the perpetual outlives every tier: it is of the last
  CHECK(needed(1.0, 0.0, 1.0) == 0.0);
  CHECK(needed(2.0, -1.0) == Catch::Approx(20.0).epsilon(1e-12));
  CHECK(needed(0.0, -2.0, 1.0) == Catch::Approx(8.0).epsilon(1e-12));
}

TEST_CASE("an intermonth charge keeps the laws of margin", "[margin][intermonth_charge][laws]") { CHECK(broken_by(charge).empty()); }

TEST_CASE("tiers out of order and spreads of no tier are refused", "[margin][intermonth_charge][faults]") {
  CHECK(charge.faults().empty());
  CHECK(said(IntermonthCharge{.of_asset = {{.tier_ends = {december, july}, .spreads = {{0, 2, -1.0}}}}}.faults()) ==
        std::vector<std::string>{"intermonth_charge.tier_ends[0,1] must increase, got 0",
                                 "intermonth_charge.tier[0,0] is out of range, got 2",
                                 "intermonth_charge.charge[0,0] is out of range, got -1"});
  CHECK(IntermonthCharge{.of_asset = {{.spreads = {{0, 0, 1.0}}}}}.faults().empty());  // no tiers: all months are one
}
