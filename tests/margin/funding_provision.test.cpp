#include "bulwark/margin/funding_provision.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("who is expected to pay provides for it", "[margin][funding_provision]") {
  const FundingProvision provision{.of_asset = {0.001, -0.002}};
  const auto needed = [&](std::vector<Position> positions) { return required(provision, {.positions = std::move(positions)}).maintenance; };
  CHECK(needed({{LinearFuture{btc}, 2.0, 1.0}}) == 208.0);
  CHECK(needed({{LinearFuture{btc}, -2.0, 1.0}}) == 0.0);
  CHECK(needed({{LinearFuture{eth}, -2.0, 1.0}}) == 10.24);
  CHECK(needed({{LinearFuture{btc}, 2.0, 1.0}, {InverseFuture{btc}, -10'400.0, 1.0}}) == Catch::Approx(104.0).epsilon(1e-12));
  CHECK(needed({{LinearFuture{btc}, 2.0, 1.0}, {LinearFuture{eth}, 2.0, 1.0}}) == 208.0);  // what one asset receives is not set off
  CHECK(needed({{LinearFuture{btc, july}, 2.0, 1.0}, {LinearFuture{sol}, 2.0, 1.0}}) == 0.0);
}

TEST_CASE("a funding provision keeps the laws of margin", "[margin][funding_provision][laws]") {
  CHECK(broken_by(FundingProvision{.of_asset = {0.001, -0.002}}).empty());
}

TEST_CASE("funding rates are finite", "[margin][funding_provision][faults]") {
  CHECK(FundingProvision{.of_asset = {0.0, std::numeric_limits<double>::infinity()}}.faults().size() == 1);
}
