#include "bulwark/scenario/unit_moves.hpp"

#include <array>
#include <cstdint>
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

double moved(double price, double spot, double own, bool is_parallel = true) {
  return own_move(Real(price), is_parallel, spot, own).lane(3);
}

double moved_volatility(double move, double shift, double volatility, double scale = 1.0) {
  return bulwark::moved_volatility(Real(move), Real(shift), 0.5, volatility, scale).lane(0);
}

}  // namespace

TEST_CASE("moves stand in the order of their scenarios, what is left of the last group is the first scenario", "[scenario][unit_moves]") {
  const ScenarioSet set = six();
  MovesByUnit moves;
  moves.add_unit();  // one without moves
  for (const AssetId asset : {btc, eth}) {
    moves.add_unit();
    moves.add(set, asset, AssetId::quote);
    moves.add(set, asset, asset);
  }
  for (const AssetId asset : {btc, eth})
    for (Index s = 0; s < scenario_group; ++s)
      for (const bool is_coin : {false, true}) {
        const SetMoves of = moves.of(1 + static_cast<std::uint32_t>(row(asset)), is_coin ? 1 : 0);
        const std::size_t cell = set.at(s < 6 ? s : 0, asset);
        CHECK(of.price[s] == set.price_move[cell]);
        CHECK(of.volatility[s] == set.vol_move[cell]);
        CHECK(of.shift[s] == 0.0);
        CHECK(of.weight[s] == set.weight[cell]);
        CHECK(of.settlement[s] == (is_coin ? set.price_move[cell] : 0.0));
        CHECK(reinterpret_cast<std::uintptr_t>(of.price) % 64 == 0);
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
  CHECK(moved(-0.5, 100.0, 40.0, false) == -0.5);
  CHECK(moved(-0.25, 100.0, 50.0) == -0.5);
  CHECK_FALSE(is_finite(moved(-0.5, 100.0, 50.0)));
  CHECK_FALSE(is_finite(moved(-0.9, 100.0, 50.0)));
}

TEST_CASE("a moved volatility is never below nothing, nor below the floor of one that goes up, and NaN stays", "[scenario][unit_moves]") {
  CHECK(moved_volatility(0.5, 0.0, 0.25) == 0.5);    // 0.375, and up
  CHECK(moved_volatility(0.0, 0.125, 0.25) == 0.5);  // the same by a shift
  CHECK(moved_volatility(0.5, 0.0, 1.0, 0.5) == 1.25);
  CHECK(moved_volatility(-0.5, 0.0, 0.25) == 0.125);
  CHECK(moved_volatility(-2.0, 0.0, 0.25) == 0.0);
  CHECK_FALSE(is_finite(moved_volatility(0.5, 0.0, std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("a gain counts at the moved price of what it is paid in, or at today's", "[scenario][unit_moves]") {
  const auto counts = [](const CountedIn& in) { return counted(in, Real(0.25), Real(0.5), 8.0, Real(2.0)).lane(1); };
  CHECK(counts({.price = 100.0, .is_settlement = true, .is_moving = true}) == 0.5 * 200.0);
  CHECK(counts({.price = 100.0, .is_settlement = false, .is_moving = false}) == 0.5 * 250.0);
  CHECK(counts({.price = 100.0, .is_settlement = false, .is_moving = true}) == 0.5 * (250.0 + 200.0));
}

TEST_CASE("no more profits are written than there are", "[scenario][unit_moves]") {
  std::array<double, 8> profits{};
  write_profits(profits.data(), 6, 0, Real(1.0));
  write_profits(profits.data(), 6, 4, Real(2.0));
  CHECK(profits == std::array<double, 8>{1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 0.0, 0.0});
}
