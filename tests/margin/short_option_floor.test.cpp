#include "bulwark/margin/short_option_floor.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("only short options are floored, by their underlying notional", "[margin][short_option_floor]") {
  const auto option = [](OptionSide side, double quantity, AssetId settlement) {
    return Account{.positions = {{VanillaOption{btc, side, 104'000.0, july}, quantity, 0.0, settlement}}};
  };
  const ShortOptionFloor floor{0.01};
  CHECK(required(floor, option(OptionSide::call, -2.0, btc)).maintenance == 2'080.0);
  CHECK(required(floor, option(OptionSide::put, -2.0, AssetId::quote)).maintenance == Catch::Approx(2'080.0 * 1.0078125).epsilon(1e-14));
  CHECK(required(floor, option(OptionSide::call, 2.0, btc)).maintenance == 0.0);
  CHECK(required(floor, {.positions = {{LinearFuture{btc}, -1.0, 1.0}}}).maintenance == 0.0);
}

TEST_CASE("a floor must be a finite share", "[margin][short_option_floor][faults]") {
  for (const double bad : {-0.1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    CHECK(ShortOptionFloor{bad}.faults().size() == 1);
}
