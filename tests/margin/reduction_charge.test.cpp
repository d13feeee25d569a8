#include "bulwark/margin/reduction_charge.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
const ReductionCharge charge{.rate = 0.01, .of_asset = {0.005}, .steps = {{1'000.0, 1.0}, {5'000.0, 2.0}, {1e18, 4.0}}};
}

TEST_CASE("the whole amount takes the multiplier of its step", "[margin][reduction_charge]") {
  CHECK(charge.charge(btc, 200'000.0) == 1'000.0);  // the end of a step is in it
  CHECK(charge.charge(btc, -200'000.2) > 2'000.0);
  CHECK(charge.charge(eth, 200'000.0) == 4'000.0);
  CHECK(charge.charge(eth, 1e6) == 40'000.0);
  CHECK((ReductionCharge{.rate = 0.01}.charge(eth, 1e6)) == 10'000.0);
  double before = 0.0;
  for (double delta = 0.0; delta < 3e6; delta += 1e4) {
    CHECK(charge.charge(eth, delta) >= before);
    before = charge.charge(eth, delta);
  }
}

TEST_CASE("an asset is charged for its net delta, whatever it settles in", "[margin][reduction_charge]") {
  const auto needed = [&](std::vector<Position> positions) { return required(charge, {.positions = std::move(positions)}).maintenance; };
  CHECK_THAT(needed({{LinearFuture{btc}, 1.0, 1.0}}), WithinRel(520.0, 1e-14));
  CHECK_THAT(needed({{LinearFuture{btc}, 1.0, 1.0}, {InverseFuture{btc}, -10'400.0, 1.0}}) + 1.0, WithinRel(1.0, 1e-10));
  CHECK_THAT(needed({{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{eth}, -1.0, 1.0}}), WithinRel(520.0 + 25.6, 1e-14));
  CHECK(needed({{Spot{btc}, 5.0}}) == 0.0);
}

TEST_CASE("steps out of order are refused", "[margin][reduction_charge][faults]") {
  CHECK(charge.faults().empty());
  CHECK(said(ReductionCharge{.rate = -1.0, .steps = {{10.0, 2.0}, {5.0, 1.0}}}.faults()) ==
        std::vector<std::string>{"reduction_charge.rate is out of range, got -1", "reduction_charge.up_to[1] must increase, got 5",
                                 "reduction_charge.multiplier[1] must increase, got 1"});
}
