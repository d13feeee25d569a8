#include "bulwark/margin/delta_floor.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
const DeltaFloor floor_of{.net_rate = 0.02, .hedged_rate = 0.01};
}

TEST_CASE("the documented example is charged for half a coin net and one hedged", "[margin][delta_floor]") {
  NetAndHedged deltas;  // Paradex: a perpetual against five short calls of delta 0.3
  deltas.add(1.0);
  for (int i = 0; i < 5; ++i) deltas.add(-0.3);
  CHECK_THAT(deltas.net(), WithinRel(-0.5, 1e-15));
  CHECK_THAT(deltas.gross(), WithinRel(2.5, 1e-15));
  CHECK_THAT(deltas.hedged(), WithinRel(1.0, 1e-15));
  CHECK_THAT(floor_of.charge(deltas, 70'000.0), WithinRel(1'400.0, 1e-14));
}

TEST_CASE("each asset has a floor of its own, at spot", "[margin][delta_floor]") {
  const auto needed = [&](std::vector<Position> positions) { return required(floor_of, {.positions = std::move(positions)}).maintenance; };
  CHECK_THAT(needed({{LinearFuture{btc}, 1.0, 1.0}}), WithinRel(2'080.0, 1e-14));
  CHECK_THAT(needed({{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{btc, july}, -8.0, 1.0}}), WithinRel(1'040.0, 1e-14));
  CHECK_THAT(needed({{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{eth}, -1.0, 1.0}}), WithinRel(2'080.0 + 51.2, 1e-14));
  CHECK(needed({{Spot{btc}, 5.0}}) == 0.0);
}

TEST_CASE("a delta floor keeps the laws of margin", "[margin][delta_floor][laws]") { CHECK(broken_by(floor_of).empty()); }

TEST_CASE("rates of a delta floor are sizes", "[margin][delta_floor][faults]") { CHECK(DeltaFloor{-1.0, -1.0}.faults().size() == 2); }
