#include "bulwark/margin/less_option_value.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("bought options pay for risk, sold ones are asked for on top, never below nothing", "[margin][less_option_value]") {
  CHECK(less_option_value(100.0, 30.0) == 70.0);
  CHECK(less_option_value(100.0, -30.0) == 130.0);
  CHECK(less_option_value(100.0, 130.0) == 0.0);
  const ScenarioMargin scan{.grid = {.price_range = 0.125}, .initial_factor = 1.5};
  const auto account = [](double options) {
    return Account{
        .positions = {{LinearFuture{btc}, 2.0, 1.0}, {VanillaOption{eth, OptionSide::call, 2'560.0, july}, options, 0.0, AssetId::quote}}};
  };
  for (const double options : {-4.0, 4.0}) {
    const Requirement risk = required(scan, account(options)), left = required(LessOptionValue{scan}, account(options));
    const double value = risk.maintenance - left.maintenance;
    CHECK((value > 0.0) == (options > 0.0));
    CHECK_THAT(risk.initial - left.initial, WithinRel(value, 1e-12));
    CHECK(left.binding->loss == risk.binding->loss);
  }
  CHECK(required(LessOptionValue{scan}, account(1e6)).initial == 0.0);
}
