#include "bulwark/venue/cross_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

RiskReport report_of(const venue::LiquidityTier& tier, double open_interest, double price, double coins, double cash) {
  const auto venue = venue::cross_margin({.of_asset = {{.tier = tier, .open_interest = open_interest}}});
  return *venue.evaluate({.positions = {{LinearFuture{AssetId{0}}, coins, price}}, .cash = cash},
                         {.now = Timestamp{}, .assets = {{.spot = price}}});
}

}  // namespace

TEST_CASE("requirements are those of the chain, which rounds them up to a millionth", "[venue][cross_margin]") {
  // dydx_v4.json (x/perpetuals/lib/lib_test.go): "margin.5%/60%" and "margin.exp -2 res -6 short" in quote.
  const Requirement five = report_of({0.05, 0.6}, 0.0, 123'456.0, 0.074523, 1e6).requirement;
  CHECK_THAT(five.initial, WithinAbs(460.015575, 1e-6));
  CHECK_THAT(five.maintenance, WithinAbs(276.009345, 1e-6));
  const Requirement one = report_of({0.01, 0.5}, 0.0, 420'000.0, -0.005, 1e6).requirement;
  CHECK_THAT(one.initial, WithinAbs(21.0, 1e-6));
  CHECK_THAT(one.maintenance, WithinAbs(10.5, 1e-6));
}

TEST_CASE("a crowded market is dearer to enter and no dearer to stay in", "[venue][cross_margin]") {
  // dydx_v4.json, "margin.OIMF mid": 408.163265 coins of open interest at 36,750, caps 10 and 20 million; 0.012 coins held.
  const venue::LiquidityTier tier{0.20, 0.5, 10e6, 20e6};
  const Requirement mid = report_of(tier, 408.163265 * 36'750.0, 36'750.0, 0.012, 1e6).requirement;
  CHECK_THAT(mid.initial, WithinAbs(264.599559, 441e-6));  // the chain rounds the share down to a millionth; notional is 441
  CHECK_THAT(mid.maintenance, WithinAbs(44.1, 1e-6));
  CHECK(tier.initial_at(0.0) == 0.20);
  CHECK(tier.initial_at(10e6) == 0.20);
  CHECK(tier.initial_at(20e6) == 1.0);
  CHECK(tier.initial_at(1e12) == 1.0);
  CHECK(venue::dydx_large_cap.initial_at(1e12) == 0.02);
  for (double interest = 0.0; interest < 30e6; interest += 1e6) CHECK(tier.initial_at(interest + 1e6) >= tier.initial_at(interest));
}

TEST_CASE("an account exactly at its maintenance requirement is not liquidated", "[venue][cross_margin]") {
  // "liquidatable: MMR > NC": 20 % x 50 % of 1,000
  CHECK_FALSE(report_of(venue::dydx_long_tail, 0.0, 1000.0, 1.0, 100.0).verdict.is_liquidatable());
  const RiskReport below = report_of(venue::dydx_long_tail, 0.0, 1000.0, 1.0, 99.999);
  CHECK(below.verdict == Verdict{Standing::liquidatable, 0.10});
}

TEST_CASE("markets that nobody parameterised are charged in full", "[venue][cross_margin]") {
  const auto venue = venue::cross_margin({.of_asset = {}});
  const auto report = venue.evaluate({.positions = {{LinearFuture{AssetId{0}}, 2.0, 50.0}}, .cash = 100.0},
                                     {.now = Timestamp{}, .assets = {{.spot = 50.0}}});
  CHECK_THAT(report->requirement.initial, WithinRel(100.0, 1e-15));
}

TEST_CASE("a tier that makes no sense is a fault of the venue", "[venue][cross_margin]") {
  CHECK(venue::cross_margin({.of_asset = {{.tier = {-0.1, 0.5}}, {.tier = {0.1, 1.5}}}}).faults().size() >= 2);
}
