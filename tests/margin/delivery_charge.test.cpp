#include "bulwark/margin/delivery_charge.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const ByExpiry<DeliveryCharge> charge{.rule = {}, .of_asset = {{.years = 0.1, .charge = 30.0}}};
double needed(const std::vector<Position>& positions) { return required(charge, {.positions = positions}).maintenance; }
}  // namespace

TEST_CASE("only months near delivery are charged, net", "[margin][delivery_charge]") {
  CHECK(needed({{LinearFuture{btc, july}, 8.0, 1.0}}) == 30.0);
  CHECK(needed({{LinearFuture{btc, july}, -16.0, 1.0}}) == 60.0);
  CHECK(needed({{LinearFuture{btc}, 8.0, 1.0}}) == 0.0);
  CHECK(needed({{InverseFuture{btc, december}, 1e6, 1.0}}) == 0.0);
  CHECK(needed({{LinearFuture{eth, july}, 8.0, 1.0}}) == 0.0);
  // A deep call against the future of the same month.
  const double hedged =
      needed({{LinearFuture{btc, july}, -8.0, 1.0}, {VanillaOption{btc, OptionSide::call, 78'000.0, july}, 1.0, 0.0, AssetId::quote}});
  CHECK(hedged < 3.0);
}

TEST_CASE("a delivery charge keeps the laws of margin", "[margin][delivery_charge][laws]") {
  CHECK(broken_by(ByExpiry{DeliveryCharge{.years = 1.0, .charge = 30.0}}).empty());
}

TEST_CASE("delivery charges are checked", "[margin][delivery_charge][faults]") {
  CHECK(charge.faults().empty());
  CHECK(DeliveryCharge{.years = -1.0, .charge = -1.0}.faults().size() == 2);
}
