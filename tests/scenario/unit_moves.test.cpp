#include "bulwark/scenario/unit_moves.hpp"

#include <array>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Real = Lanes<4>;
constexpr AssetId btc{0}, eth{1};

/// Six scenarios of two assets; each number tells its scenario and its asset.
ScenarioSet six() {
  ScenarioSet set{.scenarios = 6, .assets = 2};
  for (int s = 0; s < 6; ++s)
    for (int a = 0; a < 2; ++a) {
      set.price_move.push_back(0.1 * s + 0.01 * a);
      set.vol_move.push_back(0.2 * s + 0.01 * a);
      set.weight.push_back(s + 10.0 * a);
    }
  return set;
}

UnitMoves<Real> by(double price, double volatility, double shift) {
  return {.price = Real(price), .volatility = Real(volatility), .shift = Real(shift), .settlement = Real(0.0), .weight = Real(1.0)};
}

}  // namespace

TEST_CASE("moves stand in the order of their scenarios, what is left of the last group is the first scenario", "[scenario][unit_moves]") {
  const ScenarioSet set = six();
  MovesByUnit<Real> moves;
  for (const AssetId asset : {btc, eth}) {
    moves.add_unit();
    moves.add(set, asset, AssetId::quote);
    moves.add(set, asset, asset);
  }
  for (const AssetId asset : {btc, eth})
    for (Index s = 0; s < 8; ++s)
      for (const bool is_coin : {false, true}) {
        const UnitMoves<Real>& group = moves.of(static_cast<std::uint32_t>(row(asset)))[(is_coin ? 2 : 0) + s / 4];
        const std::size_t cell = set.at(s < 6 ? s : 0, asset);
        const int lane = static_cast<int>(s % 4);
        CHECK(group.price.lane(lane) == set.price_move[cell]);
        CHECK(group.volatility.lane(lane) == set.vol_move[cell]);
        CHECK(group.shift.lane(lane) == 0.0);
        CHECK(group.weight.lane(lane) == set.weight[cell]);
        CHECK(group.settlement.lane(lane) == (is_coin ? set.price_move[cell] : 0.0));
      }
}

TEST_CASE("what contracts are paid in moves by itself, another asset only in a joint world", "[scenario][unit_moves]") {
  ScenarioSet set = six();
  CHECK(settlement_move(set, 3, btc, btc) == set.price_move[6]);
  CHECK(settlement_move(set, 3, btc, eth) == 0.0);
  CHECK(settlement_move(set, 3, btc, AssetId::quote) == 0.0);
  set.joint = true;
  CHECK(settlement_move(set, 3, btc, eth) == set.price_move[7]);
}

TEST_CASE("a parallel move is a share of spot, and unknown where it leaves no price", "[scenario][unit_moves]") {
  CHECK(own_move(by(-0.5, 0.0, 0.0), false, 100.0, 40.0).lane(0) == -0.5);
  CHECK(own_move(by(-0.25, 0.0, 0.0), true, 100.0, 50.0).lane(1) == -0.5);
  CHECK(is_nan(own_move(by(-0.5, 0.0, 0.0), true, 100.0, 50.0)).lane(2));
  CHECK(is_nan(own_move(by(-0.9, 0.0, 0.0), true, 100.0, 50.0)).lane(3));
}

TEST_CASE("a moved volatility is never below nothing, nor below the floor of one that goes up, and NaN stays", "[scenario][unit_moves]") {
  const VolatilityTerm term{.floor_when_up = 0.5};
  CHECK(moved_volatility(by(0.0, 0.5, 0.0), term, 0.25, 1.0).lane(0) == 0.5);    // 0.375, and up
  CHECK(moved_volatility(by(0.0, 0.0, 0.125), term, 0.25, 1.0).lane(0) == 0.5);  // the same by a shift
  CHECK(moved_volatility(by(0.0, 0.5, 0.0), term, 1.0, 0.5).lane(0) == 1.25);
  CHECK(moved_volatility(by(0.0, -0.5, 0.0), term, 0.25, 1.0).lane(0) == 0.125);
  CHECK(moved_volatility(by(0.0, -2.0, 0.0), term, 0.25, 1.0).lane(0) == 0.0);
  CHECK(is_nan(moved_volatility(by(0.0, 0.5, 0.0), term, std::numeric_limits<double>::quiet_NaN(), 1.0)).lane(0));
}

TEST_CASE("no more profits are written than there are", "[scenario][unit_moves]") {
  std::array<double, 8> profits{};
  write_profits(std::span(profits).first(6), 0, Real(1.0));
  write_profits(std::span(profits).first(6), 4, Real(2.0));
  CHECK(profits == std::array<double, 8>{1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 0.0, 0.0});
}
