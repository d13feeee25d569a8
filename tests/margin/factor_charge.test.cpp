#include "bulwark/margin/factor_charge.hpp"

#include <cmath>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const FactorCharge charge{.beta = {1.0, 1.25, 1.5}, .shock = 0.25};
}

TEST_CASE("a factor charge keeps the laws of margins", "[margin][factor_charge][laws]") { CHECK(broken_by(charge) == BrokenLaws{}); }

TEST_CASE("many small bets on one factor are one bet, and what hedges it needs nothing", "[margin][factor_charge]") {
  const Account alone{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}};
  CHECK(required(charge, alone).maintenance == 26'000.0);
  const Account all{
      .positions = {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{eth}, 32.5, 2'560.0}, {LinearFuture{sol}, 500.0, 160.0}}};
  CHECK(required(charge, all).maintenance == Catch::Approx(0.25 * (104'000.0 + 1.25 * 83'200.0 + 1.5 * 80'000.0)).epsilon(1e-14));
  const double coins = charge.hedge(104'000.0, eth, 2'560.0);
  const Account hedged{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{eth}, coins, 2'560.0}}};
  CHECK(coins == -32.5);
  CHECK(required(charge, hedged).maintenance == 0.0);
}

TEST_CASE("an asset without a beta is unknown, and parameters are checked", "[margin][factor_charge][faults]") {
  const FactorCharge one{.beta = {1.0}, .shock = 0.25};
  CHECK(std::isnan(required(one, {.positions = {{LinearFuture{eth}, 1.0, 2'560.0}}}).maintenance));
  CHECK(std::isnan(one.hedge(1.0, eth, 2'560.0)));
  CHECK(std::isnan(FactorCharge{.beta = {0.0}, .shock = 0.25}.hedge(1.0, btc, 104'000.0)));
  CHECK(said(FactorCharge{.beta = {INFINITY}, .shock = 0.0, .initial_factor = 0.5}.faults()) ==
        std::vector<std::string>{"factor_charge.beta[0] must be finite, got inf", "factor_charge.shock must be positive, got 0",
                                 "factor_charge.maintenance_factor is out of range, got 1"});
}
