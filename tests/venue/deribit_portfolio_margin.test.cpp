#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

// The published accounts are in tests/data/deribit_account.test.cpp.

namespace {

constexpr AssetId coin{0};
constexpr Timestamp now{};
constexpr Timestamp expiry = now + std::chrono::days{60};
const auto deribit = venue::deribit_portfolio_margin(venue::deribit_btc_june_2024());

RiskReport report_of(std::vector<Position> positions) {
  positions.push_back({.instrument = Spot{coin}, .quantity = 5.0});
  return *deribit.evaluate({.positions = std::move(positions)},
                           {.now = now, .assets = {{.spot = 70'000.0, .volatility = FlatVolatility{0.6}}}});
}
Position option(OptionSide side, double strike, double quantity) {
  return {.instrument = VanillaOption{coin, side, strike, expiry}, .quantity = quantity, .settlement = coin};
}

}  // namespace

TEST_CASE("coins by themselves need no margin", "[venue][deribit_portfolio_margin]") { CHECK(report_of({}).requirement.initial == 0.0); }

TEST_CASE("a hedge lowers the requirement, and maintenance is 0.8 of initial", "[venue][deribit_portfolio_margin]") {
  const RiskReport naked = report_of({option(OptionSide::call, 80'000.0, -5.0)});
  const RiskReport vertical = report_of({option(OptionSide::call, 80'000.0, -5.0), option(OptionSide::call, 85'000.0, 5.0)});
  CHECK(vertical.requirement.initial < 0.5 * naked.requirement.initial);
  CHECK_THAT(naked.requirement.maintenance, WithinRel(0.8 * naked.requirement.initial, 1e-14));
  REQUIRE(naked.requirement.binding);
  CHECK(naked.requirement.binding->scenario == 25);  // highest price, volatility up
}

TEST_CASE("a bought option can lose no more than it is worth", "[venue][deribit_portfolio_margin]") {
  const auto naked = report_of({option(OptionSide::put, 60'000.0, 1.0)});
  const double worth = naked.equity - 350'000.0;
  REQUIRE(naked.requirement.binding);
  CHECK(naked.requirement.binding->loss < worth);
}

TEST_CASE("parameters out of range are refused by name", "[venue][deribit_portfolio_margin]") {
  venue::DeribitPortfolioMargin wrong = venue::deribit_eth_february_2026();
  wrong.price_range = 1.2;
  wrong.mm_factor = 1.1;
  const Faults found = venue::deribit_portfolio_margin(wrong).faults();
  CHECK(found.size() == 3);  // the range, and the factor in both rules that use it
}

TEST_CASE("coins do not carry a debt in cash where nothing is lent", "[venue][deribit_portfolio_margin]") {
  const MarketState market{.now = now, .assets = {{.spot = 74'801.0}}};
  const auto report = deribit.evaluate({.positions = {{Spot{coin}, 1.0}}, .cash = -74'000.0}, market);
  REQUIRE(report);
  CHECK(report->requirement.initial == 74'000.0);
  CHECK(report->verdict.is_liquidatable());
  CHECK(deribit.evaluate({.positions = {{Spot{coin}, 1.0}}}, market)->verdict.is_healthy());
}
