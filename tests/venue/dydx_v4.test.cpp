#include "bulwark/venue/dydx_v4.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

RiskReport report_of(const LiquidityTier& tier, double open_interest, double price, double coins, double cash) {
  const auto venue = venue::dydx_v4({.of_asset = {{.tier = tier, .open_interest = open_interest}}});
  return *venue.evaluate({.positions = {{LinearFuture{AssetId{0}}, coins, price}}, .cash = cash},
                         {.now = Timestamp{}, .assets = {{.spot = price}}});
}

}  // namespace

TEST_CASE("real numbers and the chain's integers agree to its roundings on any account", "[venue][dydx_v4]") {
  Random random{2026};
  const std::vector<LiquidityTier> tiers{venue::dydx_large_cap, venue::dydx_mid_cap,  venue::dydx_small_cap, venue::dydx_long_tail,
                                         venue::dydx_safety,    venue::dydx_isolated, venue::dydx_fx};
  // The resolutions of the chain's own markets.
  constexpr int price_exponent = -5, resolution = -9;
  int liquidatable = 0;
  for (int i = 0; i < 3'000; ++i) {
    std::vector<venue::DydxMarket<Wide>> exact;
    venue::DydxV4 real;
    Account account;
    MarketState market{.now = Timestamp{}, .assets = {}};
    ExactRisk<Wide> risk;
    double notional = 0.0;
    const Index positions = 1 + random.below(4);
    for (Index p = 0; p < positions; ++p) {
      const LiquidityTier& tier = tiers[static_cast<std::size_t>(random.below(std::ssize(tiers)))];
      const long long price = 1 + random.below(20'000'000'000), base = 1 + random.below(100'000'000'000), open = random.below(1LL << 45);
      const bool is_short = random.below(2) == 0;
      const venue::DydxMarket<Wide> in{
          .tier = tier, .oracle = venue::dydx_oracle_price(Wide(price), price_exponent, resolution), .open_interest = Wide(open)};
      risk = risk + in.risk(Wide(is_short ? -base : base));
      const double spot = static_cast<double>(price) / 1e5, coins = static_cast<double>(base) / 1e9;
      real.of_asset.push_back({.tier = tier, .open_interest = static_cast<double>(open) / 1e9 * spot});
      market.assets.push_back({.spot = spot});
      account.positions.push_back({LinearFuture{static_cast<AssetId>(p)}, is_short ? -coins : coins, spot});
      notional += coins * spot;
    }
    // Entered at today's prices: cash is the equity. Near maintenance, on either side.
    const long long equity = risk.maintenance.convert_to<long long>() / 1'000 * (500 + random.below(1'000));
    account.cash = static_cast<double>(equity) / 1e6;
    risk.equity = Wide(equity);
    const auto report = venue::dydx_v4(real).evaluate(account, market);
    REQUIRE(report);
    // The chain cuts a notional by less than a unit of 10^-6, rounds a share down by less than a millionth and each step up by less
    // than a unit; a double holds 2^-52 of the notional.
    const double units = 2e-6 * static_cast<double>(positions), bits = 1e-13 * notional;
    const double initial = risk.initial.convert_to<double>() / 1e6, maintenance = risk.maintenance.convert_to<double>() / 1e6;
    CHECK(initial <= report->requirement.initial + units + bits);
    CHECK(initial >= report->requirement.initial - units - bits - 1e-6 * notional);
    CHECK_THAT(report->requirement.maintenance, WithinAbs(maintenance, units + bits));
    if (std::abs(account.cash - maintenance) > units + bits) CHECK(report->verdict.is_liquidatable() == risk.is_liquidatable());
    if (std::abs(account.cash - initial) > units + bits + 1e-6 * notional)
      CHECK((report->initial_surplus() >= 0.0) == risk.covers_initial());
    liquidatable += risk.is_liquidatable() ? 1 : 0;
  }
  CHECK((liquidatable > 1'000 && liquidatable < 2'000));
}

TEST_CASE("requirements are those of the chain, which rounds them up to a millionth", "[venue][dydx_v4]") {
  // dydx_v4.json (x/perpetuals/lib/lib_test.go): "margin.5%/60%" and "margin.exp -2 res -6 short" in quote.
  const Requirement five = report_of({50'000, 600'000}, 0.0, 123'456.0, 0.074523, 1e6).requirement;
  CHECK_THAT(five.initial, WithinAbs(460.015575, 1e-6));
  CHECK_THAT(five.maintenance, WithinAbs(276.009345, 1e-6));
  const Requirement one = report_of({10'000, 500'000}, 0.0, 420'000.0, -0.005, 1e6).requirement;
  CHECK_THAT(one.initial, WithinAbs(21.0, 1e-6));
  CHECK_THAT(one.maintenance, WithinAbs(10.5, 1e-6));
  // And in the chain's integers, to the last.
  const venue::DydxMarket<Wide> market{.tier = {50'000, 600'000}, .oracle = venue::dydx_oracle_price(Wide(1'234'560), -1, -6)};
  CHECK(market.risk(Wide(74'523)) == ExactRisk<Wide>{Wide("9200311488"), Wide(460'015'575), Wide(276'009'345)});
  CHECK(market.risk(Wide(-74'523)) == ExactRisk<Wide>{Wide("-9200311488"), Wide(460'015'575), Wide(276'009'345)});
}

TEST_CASE("a crowded market is dearer to enter and no dearer to stay in", "[venue][dydx_v4]") {
  // dydx_v4.json, "margin.OIMF mid": 408.163265 coins of open interest at 36,750, caps 10 and 20 million; 0.012 coins held.
  const LiquidityTier tier{200'000, 500'000, 10'000'000'000'000, 20'000'000'000'000};
  const Requirement mid = report_of(tier, 408.163265 * 36'750.0, 36'750.0, 0.012, 1e6).requirement;
  CHECK_THAT(mid.initial, WithinAbs(264.599559, 441e-6));  // the chain rounds the share down to a millionth; notional is 441
  CHECK_THAT(mid.maintenance, WithinAbs(44.1, 1e-6));
}

TEST_CASE("an account exactly at its maintenance requirement is not liquidated", "[venue][dydx_v4]") {
  // "liquidatable: MMR > NC": 20 % x 50 % of 1,000
  CHECK_FALSE(report_of(venue::dydx_long_tail, 0.0, 1000.0, 1.0, 100.0).verdict.is_liquidatable());
  const RiskReport below = report_of(venue::dydx_long_tail, 0.0, 1000.0, 1.0, 99.999);
  CHECK(below.verdict == Verdict{Standing::liquidatable, 0.10});
}

TEST_CASE("markets that nobody parameterised are charged in full", "[venue][dydx_v4]") {
  const auto venue = venue::dydx_v4({.of_asset = {}});
  const auto report = venue.evaluate({.positions = {{LinearFuture{AssetId{0}}, 2.0, 50.0}}, .cash = 100.0},
                                     {.now = Timestamp{}, .assets = {{.spot = 50.0}}});
  CHECK_THAT(report->requirement.initial, WithinRel(100.0, 1e-15));
}

TEST_CASE("the published parameters are without fault", "[venue][dydx_v4]") {
  for (const LiquidityTier& tier : {venue::dydx_large_cap, venue::dydx_mid_cap, venue::dydx_small_cap, venue::dydx_long_tail,
                                    venue::dydx_safety, venue::dydx_isolated, venue::dydx_fx})
    for (const venue::DydxLiquidation& liquidation : {venue::dydx_liquidation_genesis, venue::dydx_liquidation_defaults})
      CHECK(venue::DydxV4{.of_asset = {{tier}}, .liquidation = liquidation}.faults().empty());
}

TEST_CASE("parameters that make no sense are faults, and the venue with them answers nothing", "[venue][dydx_v4][faults]") {
  const venue::DydxV4 wrong{.of_asset = {{.tier = {1'200'000, 500'000}}, {.tier = {100'000, 1'500'000}}}};
  CHECK(said(wrong.faults()) == std::vector<std::string>{"liquidity_tier.initial[0] is out of range, got 1200000",
                                                         "liquidity_tier.maintenance_of_initial[1] is out of range, got 1500000"});
  const auto answer = venue::dydx_v4(wrong).evaluate({.cash = 1.0}, {.now = Timestamp{}, .assets = {{.spot = 1.0}}});
  CHECK(answer.faults().size() == 2);
  // A limit price below zero: 80 % maintenance, and 150 % of that given away.
  CHECK(said(venue::DydxV4{.of_asset = {{.tier = {1'000'000, 800'000}}}}.faults()) ==
        std::vector<std::string>{"fillable_price.spread_to_maintenance[0] is out of range, got 1500000"});
  CHECK(said(venue::DydxLiquidation{.fillable = {}, .size = {}, .insurance = {}, .gate = {.blocks = 1, .outage = {}}}.faults()).size() ==
        7);
}
