#include "bulwark/venue/vega.hpp"

#include "support/judged.hpp"
#include "support/liquidation.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};
const venue::VegaMarket market{
    .factors = {0.1, 0.11}, .linear_slippage = 0.05, .quadratic_slippage = 1e-4, .funding = 3.0, .funding_factor = 0.5};

RiskReport report_of(const venue::Vega& p, double quantity, double entry, double cash, double mark) {
  return *venue::vega(p).evaluate({.positions = {{LinearFuture{coin}, quantity, entry}}, .cash = cash},
                                  {.now = Timestamp{}, .assets = {{.spot = mark}}});
}

}  // namespace

TEST_CASE("the evaluator asks for what the market's own rule does, and for the sum over markets", "[venue][vega]") {
  Random random{9};
  const venue::Vega p{.of_asset = {market, {.factors = {0.2, 0.3}}}};
  for (int i = 0; i < 200; ++i) {
    const double first = random.quantity(), second = random.quantity();
    const auto report =
        venue::vega(p).evaluate({.positions = {{LinearFuture{coin}, first, 100.0}, {LinearFuture{AssetId{1}}, second, 40.0}}},
                                {.now = Timestamp{}, .assets = {{.spot = 110.0}, {.spot = 50.0}}});
    const double asked = venue::vega_maintenance(p.of_asset[0], {.quantity = first}, 110.0) +
                         venue::vega_maintenance(p.of_asset[1], {.quantity = second}, 50.0);
    CHECK_THAT(report->requirement.maintenance, WithinRel(asked, 1e-14));
    CHECK_THAT(report->requirement.initial, WithinRel(p.scales.of(asked).initial, 1e-14));
  }
}

TEST_CASE("a party is warned below the search level and closed below maintenance", "[venue][vega]") {
  const venue::Vega p{.of_asset = {{.factors = {0.1, 0.1}, .linear_slippage = 0.0}}};
  const auto verdict = [&](double cash) { return report_of(p, 10.0, 100.0, cash, 100.0).verdict; };
  CHECK(verdict(110.5).standing == Standing::healthy);
  CHECK(verdict(109.0).standing == Standing::warned);
  CHECK(verdict(100.0).standing == Standing::warned);
  CHECK(verdict(99.0) == Verdict{Standing::liquidatable, 1.0});
  CHECK(verdict(-1.0) == Verdict{Standing::bankrupt, 1.0});
}

TEST_CASE("the closed form is where the evaluator's verdict changes", "[venue][vega]") {
  Random random{13};
  const venue::Vega p{.of_asset = {market}};
  for (int i = 0; i < 60; ++i) {
    const double quantity = random.quantity(), maintenance = venue::vega_maintenance(market, {.quantity = quantity}, 100.0);
    const double cash = maintenance * (1.0 + static_cast<double>(random.below(64)) / 16.0);
    const std::optional<double> closed = venue::vega_liquidation_price(market, cash, {quantity, 100.0});
    REQUIRE(closed);
    const LiquidationPrices found = searched(venue::vega(p), {.positions = {{LinearFuture{coin}, quantity, 100.0}}, .cash = cash}, 100.0);
    const std::optional<double> price = quantity > 0.0 ? found.below : found.above;
    check_same_price(*closed > 0.0 ? closed : std::nullopt, price, cash + 100.0 * std::abs(quantity), 0.7 * quantity);
  }
}

TEST_CASE("slippage, risk factor and funding add up as in the specification's examples", "[venue][vega]") {
  // 0019-MCAL, example 1 without its open orders' slippage, which `core/risk` does not charge; 0019-MCAL-027 to -030.
  const venue::VegaMarket example{.factors = {0.1, 0.11}, .linear_slippage = 0.25};
  const std::vector<RestingOrder> buys{{4.0, 100.0}}, sells{{-8.0, 200.0}};
  const OpenPosition open{10.0, venue::vega_orders(buys, 144.0), venue::vega_orders(sells, 144.0)};
  CHECK_THAT(venue::vega_maintenance(example, open, 144.0), WithinRel(144.0 * (2.5 + 1.0 + 0.4), 1e-15));
  const auto with_funding = [](double quantity, double funding) {
    const venue::VegaMarket funded{.factors = {0.1, 0.1}, .linear_slippage = 0.25, .funding = funding, .funding_factor = 0.5};
    return venue::vega_maintenance(funded, {.quantity = quantity}, 15'900.0);
  };
  CHECK_THAT(with_funding(1.0, 0.16), WithinRel(5'565.08, 1e-15));
  CHECK_THAT(with_funding(1.0, 70.0), WithinRel(5'600.0, 1e-15));
  CHECK_THAT(with_funding(-1.0, 70.0), WithinRel(5'565.0, 1e-15));
  CHECK_THAT(with_funding(1.0, -90.0), WithinRel(5'565.0, 1e-15));
  CHECK_THAT(with_funding(-1.0, -90.0), WithinRel(5'610.0, 1e-15));
}

TEST_CASE("in an auction orders count at their own prices, or at the auction's where that is more", "[venue][vega]") {
  const std::vector<RestingOrder> sells{{-1.0, 90.0}, {-2.0, 130.0}};
  CHECK(venue::vega_auction_orders(sells).value == 350.0);
  CHECK(venue::vega_auction_orders(sells, 110.0).value == 350.0);
  CHECK(venue::vega_auction_orders(sells, 120.0).value == 360.0);
}

TEST_CASE("the risk factors are those that the venue's own markets have", "[venue][vega]") {
  // core/integration/features/capped-futures/0016-PFUT-022.feature: risk aversion 0.0002, tau 0.01, sigma 1.2. The venue takes the upper
  // tail as one less the lower, which costs it three digits.
  const venue::RiskFactors factors = venue::vega_risk_factors({.volatility = 1.2, .years = 0.01, .tail = 0.0002});
  CHECK_THAT(factors.bought, WithinRel(0.3696680542085883, 1e-14));
  CHECK_THAT(factors.sold, WithinRel(0.5650462045113667, 2e-13));
  // quant, `riskmodelbs/forwards_test.go`: a minute.
  const venue::RiskFactors minute = venue::vega_risk_factors({.volatility = 1.5, .years = 1.0 / 365 / 24 / 60, .tail = 0.01});
  CHECK_THAT(minute.bought, WithinAbs(5.5011137953e-03, 1e-13));
  CHECK_THAT(minute.sold, WithinAbs(5.5276558362e-03, 1e-13));
}

TEST_CASE("a sale can lose more than a purchase, both more with more volatility, time and caution", "[venue][vega]") {
  const venue::VegaModel base{.volatility = 0.8, .years = 0.01, .tail = 0.01, .drift = 0.1};
  venue::VegaModel wilder = base, longer = base, warier = base;
  wilder.volatility = 1.0, longer.years = 0.02, warier.tail = 0.001;
  const venue::RiskFactors factors = venue::vega_risk_factors(base);
  CHECK(factors.sold > factors.bought);
  for (const venue::VegaModel& more : {wilder, longer, warier}) {
    CHECK(venue::vega_risk_factors(more).bought > factors.bought);
    CHECK(venue::vega_risk_factors(more).sold > factors.sold);
  }
}

TEST_CASE("an isolated position and its orders post a share of what they cost", "[venue][vega]") {
  // 0019-MCAL-032, -033 and -039.
  CHECK_THAT(venue::vega_isolated_margin({-1.0, 57'500.0}, 0.11), WithinRel(6'325.0, 1e-15));
  CHECK_THAT(venue::vega_isolated_margin({-1.0, 15'900.0}, 0.9), WithinRel(14'310.0, 1e-15));
  const std::vector<RestingOrder> buys{{10.0, 145'000.0}};
  CHECK_THAT(venue::vega_isolated_order_margin(-3.0, {buys, {}}, 0.9), WithinRel(913'500.0, 1e-15));
  CHECK_THAT(venue::vega_isolated_order_margin(-3.0, {buys, {}}, 0.9, 150'000.0), WithinRel(945'000.0, 1e-15));
}

TEST_CASE("whoever posts in full is never closed", "[venue][vega]") {
  const auto venue = venue::vega_fully_collateralised({1'500.0});
  for (const double mark : {1e-6, 333.3, 1'000.0, 1'499.9, 1'500.0})
    for (const auto& [quantity, cash] : {std::pair{5.1, 5.1 * 1'000.0}, {-5.1, 5.1 * 500.0}}) {
      const auto report = venue.evaluate({.positions = {{LinearFuture{coin}, quantity, 1'000.0}}, .cash = cash},
                                         {.now = Timestamp{}, .assets = {{.spot = mark}}});
      CHECK(report->verdict.is_healthy());
      CHECK_THAT(report->initial_surplus(), WithinAbs(0.0, 1e-9));
    }
}

TEST_CASE("a future of a market that nobody described is charged its whole value", "[venue][vega]") {
  CHECK_THAT(report_of({.of_asset = {}}, 2.0, 50.0, 100.0, 50.0).requirement.maintenance, WithinRel(100.0, 1e-15));
}

TEST_CASE("markets that make no sense are faults, and so is a margin factor below what the market asks for", "[venue][vega][faults]") {
  CHECK(venue::Vega{.of_asset = {market}}.faults().empty());
  const venue::VegaMarket wrong{
      .factors = {0.0, NAN}, .linear_slippage = -1.0, .quadratic_slippage = 1e7, .funding = INFINITY, .funding_factor = 2.0};
  CHECK(said(venue::Vega{.of_asset = {market, wrong}, .scales = {.search = 1}, .disposal = {.fraction = 2.0}}.faults()) ==
        std::vector<std::string>{"level_scales.search is out of range, got 1", "disposal.fraction is out of range, got 2",
                                 "vega.factors.bought[1] is out of range, got 0", "vega.factors.sold[1] is out of range, got nan",
                                 "vega.linear_slippage[1] is out of range, got -1",
                                 "vega.quadratic_slippage[1] is out of range, got 10000000", "vega.funding[1] is out of range, got inf",
                                 "vega.funding_factor[1] is out of range, got 2"});
  CHECK(said(market.faults_of_isolated(0.1)) == std::vector<std::string>{"vega.margin_factor is out of range, got 0.10000000000000001"});
  CHECK(market.faults_of_isolated(0.2).empty());
  CHECK_FALSE(venue::vega({.of_asset = {wrong}}).evaluate({.cash = 1.0}, {.now = Timestamp{}, .assets = {{.spot = 1.0}}}));
}
