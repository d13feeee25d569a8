#include "bulwark/venue/deribit_cross_portfolio_margin.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

// The published account is in tests/data/deribit_cross_account.test.cpp.

namespace {

constexpr AssetId btc{0}, eth{1}, usdc{2};
constexpr Timestamp now{}, expiry = now + std::chrono::days{60};
const MarketState market{
    .now = now,
    .assets = {{.spot = 70'000.0, .volatility = FlatVolatility{0.6}}, {.spot = 2'000.0, .volatility = FlatVolatility{0.8}}, {.spot = 1.0}}};

venue::DeribitCrossPortfolioMargin parameters() {
  return {.of_asset = {venue::deribit_btc_june_2024(), venue::deribit_eth_february_2026(), venue::deribit_usd_february_2026()}};
}

RiskReport report_of(std::vector<Position> positions, const venue::DeribitCrossPortfolioMargin& p = parameters()) {
  return *venue::deribit_cross_portfolio_margin(p).evaluate({.positions = std::move(positions)}, market);
}
double initial_of(std::vector<Position> positions, const venue::DeribitCrossPortfolioMargin& p = parameters()) {
  return report_of(std::move(positions), p).requirement.initial;
}

const Position inverse{InverseFuture{eth}, 2e4, 2'000.0};        // 10 ETH long
const Position linear{LinearFuture{eth}, -10.0, 2'000.0, usdc};  // 10 ETH short
Position coins(AssetId asset, double quantity) { return {.instrument = Spot{asset}, .quantity = quantity}; }

}  // namespace

TEST_CASE("equity in a coin moves with it, equity in a stable coin does not", "[venue][deribit_cross_portfolio_margin]") {
  CHECK_THAT(initial_of({coins(btc, 1.0)}), WithinRel(0.16 * 70'000.0, 1e-12));
  CHECK_THAT(initial_of({coins(eth, 10.0)}), WithinRel(0.18 * 20'000.0, 1e-12));
  CHECK(initial_of({coins(usdc, 1e6)}) == 0.0);
  venue::DeribitCrossPortfolioMargin still = parameters();
  still.of_asset[0].equity_side_impact = venue::EquitySideImpact::none;
  CHECK(initial_of({coins(btc, 1.0)}, still) == 0.0);
}

TEST_CASE("contracts on one asset offset whatever they settle in, their roll shocks add", "[venue][deribit_cross_portfolio_margin]") {
  CHECK_THAT(initial_of({inverse}), WithinRel(0.18 * 20'000.0 + 0.005 * 20'000.0, 1e-9));
  CHECK_THAT(initial_of({inverse, linear}), WithinRel(2.0 * 0.005 * 20'000.0, 1e-9));
  // A covered call: the coin carries the call that pays in it.
  const Position call{.instrument = VanillaOption{btc, OptionSide::call, 80'000.0, expiry}, .quantity = -1.0, .settlement = btc};
  CHECK(initial_of({coins(btc, 1.0), call}) < initial_of({coins(usdc, 70'000.0), call}) + initial_of({coins(btc, 1.0)}));
}

TEST_CASE("read with pairs apart, an exact hedge is charged what does not count of its gain", "[venue][deribit_cross_portfolio_margin]") {
  venue::DeribitCrossPortfolioMargin apart = parameters();
  apart.are_pairs_apart = true;
  CHECK_THAT(initial_of({inverse, linear}, apart), WithinRel(0.4 * 0.18 * 20'000.0 + 2.0 * 0.005 * 20'000.0, 1e-9));
  CHECK(initial_of({inverse, linear}, apart) < initial_of({inverse}, apart) + initial_of({linear}, apart));
}

TEST_CASE("assets add, unless they are of one correlation set", "[venue][deribit_cross_portfolio_margin]") {
  const Position bitcoin{LinearFuture{btc}, 1.0, 70'000.0, usdc}, ether{LinearFuture{eth}, -35.0, 2'000.0, usdc};
  CHECK_THAT(initial_of({bitcoin, ether}), WithinRel(initial_of({bitcoin}) + initial_of({ether}), 1e-9));
  venue::DeribitCrossPortfolioMargin set = parameters();
  for (auto& currency : set.of_asset) currency.correlation_set = true;
  const double both = initial_of({bitcoin, ether}, set);
  CHECK(both < initial_of({bitcoin}, set) + initial_of({ether}, set));
  CHECK(both > 0.1 * 70'000.0);  // BTC's gains count for nothing, ETH's for 0.6
}

TEST_CASE("maintenance is 0.8 of initial, and a debt in one currency is carried by the others", "[venue][deribit_cross_portfolio_margin]") {
  const RiskReport report = report_of({inverse, coins(btc, 1.0), coins(usdc, -10'000.0)});
  CHECK_THAT(report.requirement.maintenance, WithinRel(0.8 * report.requirement.initial, 1e-14));
  CHECK(report.equity == 60'000.0);
  CHECK(report.verdict.is_healthy());
}

TEST_CASE("a haircut is for opening, and equity is not cut and moved", "[venue][deribit_cross_portfolio_margin]") {
  venue::DeribitCrossPortfolioMargin cut = parameters();
  cut.of_asset[2].haircut = 0.05;
  const RiskReport report = report_of({coins(usdc, 1e4)}, cut);
  CHECK(report.resources.initial == 9'500.0);
  CHECK(report.resources.maintenance == 10'000.0);
  cut.of_asset[0].haircut = 0.05;
  const Faults found = venue::deribit_cross_portfolio_margin(cut).faults();
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == FaultCode::charged_twice);
}

TEST_CASE("what is reserved in USD is asked of whoever holds anything", "[venue][deribit_cross_portfolio_margin]") {
  const auto venue = venue::deribit_with_reserved(venue::deribit_cross_portfolio_margin(parameters()),
                                                  {.currency = AssetId::quote, .open_orders_margin = 0.0705});
  const Requirement r = venue.evaluate({.positions = {coins(usdc, 1.0)}}, market)->requirement;
  CHECK_THAT(r.initial, WithinRel(0.0705, 1e-15));
  CHECK(r.maintenance == 0.0);
}

TEST_CASE("grids of different shapes are refused", "[venue][deribit_cross_portfolio_margin][faults]") {
  venue::DeribitCrossPortfolioMargin wrong = parameters();
  wrong.of_asset[1].short_term_vega_power = 0.5;
  wrong.of_asset[2].extended_moves = {-0.5};
  CHECK(venue::deribit_cross_portfolio_margin(wrong).faults().size() == 2);
}
