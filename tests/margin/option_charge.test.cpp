#include "bulwark/margin/option_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("every option is charged by its notional, long or short, and nothing else is", "[margin][option_charge]") {
  // Deribit's own example: 200 options at 0.5 % need 1 BTC.
  const auto options = [](double quantity) { return Position{VanillaOption{btc, OptionSide::call, 104'000.0, july}, quantity, 0.0, btc}; };
  const OptionCharge charge{0.005};
  CHECK(required(charge, {.positions = {options(200.0)}}).maintenance == 104'000.0);
  CHECK(required(charge, {.positions = {options(-200.0)}}).initial == 104'000.0);
  CHECK(required(charge, {.positions = {{LinearFuture{btc}, 200.0, 104'000.0}, {Spot{btc}, 200.0}}}).initial == 0.0);
  CHECK(broken_by(charge) == BrokenLaws{});
}

TEST_CASE("a charge on options must be a finite share", "[margin][option_charge][faults]") {
  for (const double bad : {-0.1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    CHECK(OptionCharge{bad}.faults().size() == 1);
}
