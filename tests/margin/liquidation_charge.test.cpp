#include "bulwark/margin/liquidation_charge.hpp"

#include <cmath>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

// Almgren and Chriss's example stock: 0.95 per root day, half a spread of 1/16, 2.5e-6 temporary and 2.5e-7 permanent, five trades a day
// apart.
constexpr MarketDepth example{.deviation = 0.95, .half_spread = 0.0625, .temporary_impact = 2.5e-6, .permanent_impact = 2.5e-7};

LiquidationCharge charge(double aversion = 0.0) {
  const LiquidationCharge::Market market{.depth = example, .risk_aversion = aversion, .trades = 5};
  return {.of_asset = {market, market, market}, .tail = 0.05};
}

}  // namespace

TEST_CASE("a liquidation charge keeps the laws of margins", "[margin][liquidation_charge][laws]") {
  CHECK(broken_by(charge()) == BrokenLaws{});
  CHECK(broken_by(charge(1e-6)) == BrokenLaws{});
}

TEST_CASE("selling evenly costs what the schedule's authors say", "[margin][liquidation_charge]") {
  // A million shares in five equal trades: half the permanent impact of all, the spread, the temporary impact of each trade, and the
  // variance of what is still held (0.8, 0.6, 0.4, 0.2 million) times the 5 % normal quantile.
  const double expected = 0.5 * 2.5e-7 * 1e12 + 0.0625 * 1e6 + (2.5e-6 - 0.5 * 2.5e-7) * 1e12 / 5.0;
  const double deviation = 0.95 * 1e6 * std::sqrt(0.64 + 0.36 + 0.16 + 0.04);
  CHECK(charge().cost(btc, 1e6) == Catch::Approx(expected + 1.6448536269514722 * deviation).epsilon(1e-12));
}

TEST_CASE("twice the size costs more than twice as much, and impatience is worth its cost", "[margin][liquidation_charge]") {
  const LiquidationCharge even = charge(), hasty = charge(2e-6);
  double before = 0.0, before_size = 0.0;
  for (double coins = 1e3; coins < 1e8; coins *= 2.0) {
    CHECK(even.cost(btc, coins) >= before * 2.0);
    CHECK(even.cost(btc, coins) > before_size);
    before = even.cost(btc, coins), before_size = before;
  }
  CHECK(hasty.cost(btc, 1e6) < even.cost(btc, 1e6));
  CHECK(even.cost(btc, 0.0) == 0.0);
}

TEST_CASE("what nets in an asset is not sold", "[margin][liquidation_charge]") {
  const Account hedged{.positions = {{LinearFuture{btc}, 5.0, 104'000.0}, {Spot{btc}, -5.0}}};
  const Account alone{.positions = {{LinearFuture{btc}, 5.0, 104'000.0}}};
  const Account both{.positions = {{LinearFuture{btc}, 5.0, 104'000.0}, {LinearFuture{eth}, -5.0, 2'560.0}}};
  CHECK(required(charge(), hedged).maintenance == 0.0);
  CHECK(required(charge(), alone).maintenance == charge().cost(btc, 5.0));
  CHECK(required(charge(), both).maintenance == 2.0 * charge().cost(btc, 5.0));
}

TEST_CASE("a holding without a market has no known cost, and parameters are checked", "[margin][liquidation_charge][faults]") {
  LiquidationCharge none = charge();
  none.of_asset.resize(1);
  CHECK(std::isnan(required(none, {.positions = {{LinearFuture{eth}, 5.0, 2'560.0}}}).maintenance));
  none.of_asset[0] = {.depth = {.deviation = -1.0, .temporary_impact = 1.0, .permanent_impact = 0.0}, .risk_aversion = -1.0, .trades = 65};
  none.tail = 0.75;
  none.maintenance_factor = 2.0;
  CHECK(said(none.faults()) == std::vector<std::string>{"market_depth.deviation[0] is out of range, got -1",
                                                        "liquidation_charge.risk_aversion[0] must not be negative, got -1",
                                                        "liquidation_charge.trades[0] is out of range, got 65",
                                                        "liquidation_charge.tail is out of range, got 0.75",
                                                        "liquidation_charge.maintenance_factor is out of range, got 2"});
}
