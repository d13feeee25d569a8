#include "bulwark/margin/basis_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr BasisCharge charge{.up = 1.05, .down = 0.95, .add = 0.5, .per_year = 2.0};

Position option(OptionSide side, double strike, double quantity, Timestamp expiry, AssetId asset = btc) {
  return {VanillaOption{asset, side, strike, expiry}, quantity, 0.0, AssetId::quote};
}
double needed(const std::vector<Position>& positions, const BasisCharge& rule = charge) {
  return required(rule, {.positions = positions}).maintenance;
}

/// Undiscounted Black at half a year's volatility, times the discount.
double worth(const VanillaOption& o, double forward, double years, double discount) {
  return discount * Black{}.value(Claim<double>{forward, o.strike, 0.5, years, sign(o.side)}, {});
}

}  // namespace

TEST_CASE("the basis charge breaks no law of margin", "[margin][basis_charge]") { CHECK(broken_by(charge) == BrokenLaws{}); }

TEST_CASE("futures and coins have no basis to charge, and neither has an empty account", "[margin][basis_charge]") {
  CHECK(needed({}) == 0.0);
  CHECK(needed({{LinearFuture{btc, july}, 3.0, 1.0}, {LinearFuture{btc}, -3.0, 1.0}, {Spot{btc}, 2.0}}) == 0.0);
}

TEST_CASE("initial and maintenance are one", "[margin][basis_charge]") {
  const Requirement r = required(charge, {.positions = {option(OptionSide::call, 104'000.0, -2.0, july)}});
  CHECK(r.initial == r.maintenance);
  CHECK(r.maintenance > 0.0);
  CHECK_FALSE(r.binding);
}

TEST_CASE("each expiry is charged for its own worse side, and a gain of one pays for no loss of another", "[margin][basis_charge][B09]") {
  const Position short_july = option(OptionSide::call, 104'000.0, -2.0, july),
                 long_december = option(OptionSide::call, 104'000.0, 2.0, december);
  CHECK_THAT(needed({short_july, long_december}), WithinRel(needed({short_july}) + needed({long_december}), 1e-14));
  const Position ether = option(OptionSide::put, 2'560.0, -50.0, july, eth);
  CHECK_THAT(needed({short_july, ether}), WithinRel(needed({short_july}) + needed({ether}), 1e-14));
}

TEST_CASE("within an expiry options hedge each other, and a straddle is charged for one side", "[margin][basis_charge][B03]") {
  const Position call = option(OptionSide::call, 104'000.0, -2.0, july), put = option(OptionSide::put, 104'000.0, -2.0, july);
  CHECK(needed({call, put}) < needed({call}) + needed({put}));
  CHECK(needed({call, option(OptionSide::call, 130'000.0, 2.0, july)}) < needed({call}));
  CHECK(needed({call, option(OptionSide::call, 104'000.0, 2.0, july)}) == 0.0);
  // A long straddle gains at most one way; what it loses the other way is charged.
  const Position long_put = option(OptionSide::put, 78'000.0, 1.0, july);
  CHECK(needed({long_put}) > 0.0);
}

TEST_CASE("a wider move and a longer time never charge less", "[margin][basis_charge][B17]") {
  const Position near = option(OptionSide::call, 104'000.0, -1.0, july);
  double before = 0.0;
  for (const double move : {0.0, 0.01, 0.05, 0.2, 0.5}) {
    const double wider = needed({near}, {1.0 + move, 1.0 - move, 0.5, 2.0});
    CHECK(wider >= before);
    before = wider;
  }
  CHECK(needed({near}, {1.05, 0.95, 0.5, 2.5}) > needed({near}));
  CHECK(needed({near}, {1.05, 0.95, 0.75, 2.0}) > needed({near}));
  CHECK(needed({near}, {1.0, 1.0, 0.5, 2.0}) == 0.0);
}

TEST_CASE("the charge is the loss times a share that grows with the time left", "[margin][basis_charge]") {
  const VanillaOption call{btc, OptionSide::call, 104'000.0, july}, put{btc, OptionSide::put, 104'000.0, december};
  const double soon = 30.0 / 365.0, late = 200.0 / 365.0, f = 104'000.0 * 1.0078125, g = 104'000.0 * 1.03125;
  const double first = 2.0 * (worth(call, f * 1.05, soon, 0.99609375) - worth(call, f, soon, 0.99609375)) * (0.5 + 2.0 * soon);
  const double second = 3.0 * (worth(put, g, late, 0.98046875) - worth(put, g * 1.05, late, 0.98046875)) * (0.5 + 2.0 * late);
  CHECK_THAT(needed({option(OptionSide::call, 104'000.0, -2.0, july), option(OptionSide::put, 104'000.0, 3.0, december)}),
             WithinRel(first + second, 1e-11));
}

TEST_CASE("what a settlement average has fixed has no basis", "[margin][basis_charge]") {
  MarketState market = three_assets();
  market.assets[0].forwards[0].fixed = market.assets[0].forwards[0].forward;
  const Account account{.positions = {option(OptionSide::call, 104'000.0, -2.0, july)}};
  CHECK(required(charge, account, market).maintenance == 0.0);
}

TEST_CASE("moves on the wrong side and shares below zero are faults", "[margin][basis_charge][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(charge.faults().empty());
  CHECK(said(BasisCharge{0.9, 1.1, -1.0, nothing}.faults()) ==
        std::vector<std::string>{"basis_charge.up is out of range, got 0.90000000000000002",
                                 "basis_charge.down is out of range, got 1.1000000000000001", "basis_charge.add is out of range, got -1",
                                 "basis_charge.per_year is out of range, got nan"});
  CHECK(BasisCharge{1.05, 0.0, 0.5, 2.0}.faults().size() == 1);
}
