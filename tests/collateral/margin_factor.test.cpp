#include "bulwark/collateral/margin_factor.hpp"

#include <limits>

#include "bulwark/laws/collateral_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const MarginFactor factors{.of_asset = {{.factor = 0.75, .initial_scale = 0.5}}, .otherwise = {.factor = 0.25}};
}

TEST_CASE("a coin counts for a factor of its price, and for opening for a part of that", "[collateral][margin_factor]") {
  const Resources r = counted(factors, {.positions = {{Spot{btc}, 2.0}, {Spot{eth}, 10.0}}, .cash = 1'000.0});
  CHECK(r.maintenance == 1'000.0 + 0.75 * 208'000.0 + 0.25 * 25'600.0);
  CHECK(r.initial == 1'000.0 + 0.375 * 208'000.0 + 0.25 * 25'600.0);
  CHECK(counted(MarginFactor{}, {.positions = {{Spot{btc}, 2.0}}, .cash = -5.0}).maintenance == -5.0);
}

TEST_CASE("what is owed is owed in full, in cash and in coins", "[collateral][margin_factor]") {
  CHECK(counted(factors, {.positions = {{Spot{btc}, -1.0}}}).initial == -104'000.0);
  CHECK(counted(factors, {.positions = {{Spot{btc}, -1.0}}, .cash = -7.0}).maintenance == -104'007.0);
}

TEST_CASE("profits of futures count in full, options not at all", "[collateral][margin_factor]") {
  const Account futures{.positions = {{LinearFuture{btc}, 2.0, 100'000.0}, {LinearFuture{eth}, 1.0, 3'000.0}}};
  CHECK(counted(factors, futures).initial == 8'000.0 - 440.0);
  for (const double quantity : {1.0, -1.0}) {
    const Account options{.positions = {{VanillaOption{btc, OptionSide::call, 78'000.0, july}, quantity}}, .cash = 10.0};
    CHECK(counted(factors, options).initial == 10.0);
  }
}

TEST_CASE("a coin counts for the same whatever the stable coin is worth", "[collateral][margin_factor]") {
  const RiskEvaluator venue{factors, NotionalMargin{.rate = {0.1, 0.05}}, Black{}, NoVar{}, HealthThreshold{}};
  MarketState market = three_assets();
  const Account account{.positions = {{Spot{btc}, 1.0}}};
  const RiskReport at_peg = *venue.evaluate(account, market);
  market.quote_price = 0.5;
  const RiskReport below = *venue.evaluate(account, market);
  CHECK(below.resources.maintenance == at_peg.resources.maintenance);
  CHECK(below.equity == 2.0 * at_peg.equity);
}

TEST_CASE("factors are shares, and opening never counts more than keeping", "[collateral][margin_factor][faults]") {
  CHECK(broken_by(factors).empty());
  CHECK(said(MarginFactor{.of_asset = {{1.5, 1.0}, {0.5, 1.25}}, .otherwise = {std::numeric_limits<double>::quiet_NaN(), -1.0}}.faults()) ==
        std::vector<std::string>{"margin_factor.factor is out of range, got nan", "margin_factor.initial_scale is out of range, got -1",
                                 "margin_factor.factor[0] is out of range, got 1.5",
                                 "margin_factor.initial_scale[1] is out of range, got 1.25"});
}
