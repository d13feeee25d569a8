#include "bulwark/venue/okx_portfolio_margin.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId btc{0}, ltc{1}, usdt{2};
constexpr Timestamp now{};
constexpr Timestamp expiry = now + std::chrono::days{60};

venue::OkxPortfolioMargin parameters() {
  venue::OkxPortfolioMargin p = venue::okx_january_2025();
  p.of_asset = {venue::okx_bitcoin, venue::okx_litecoin};
  return p;
}

MarketState market() {
  return {.now = now, .assets = {{.spot = 97'078.9, .volatility = FlatVolatility{0.5}}, {.spot = 101.9951}, {.spot = 0.99954}}};
}

RiskReport report_of(std::vector<Position> positions, std::vector<std::optional<double>> marks = {},
                     const venue::OkxPortfolioMargin& p = parameters()) {
  MarketState priced = market();
  priced.marks = std::move(marks);
  const auto report = venue::okx_portfolio_margin(p).evaluate({.positions = std::move(positions)}, priced);
  REQUIRE(report);
  return *report;
}
Position swap(AssetId asset, double coins, double entry, AssetId settlement = usdt) {
  return {LinearFuture{asset}, coins, entry, settlement};
}

// OKX API documentation, position-builder (January 2025): short 10 BTC-USDT-SWAP of 0.01 from 100,000, long 10 LTC-USDT-SWAP of 1 from
// 8,000, and 100 USDT. The indices follow from MR1.
const std::vector<Position> documented{swap(btc, -0.1, 100'000.0), swap(ltc, 10.0, 8'000.0), {Spot{usdt}, 100.0}};
const std::vector<std::optional<double>> documented_marks{97'093.7, 102.0, std::nullopt};

venue::OkxPortfolioMargin without_fee() {
  venue::OkxPortfolioMargin p = parameters();
  p.borrow.fee = 0.0;
  return p;
}

}  // namespace

TEST_CASE("the documented account has the documented margins and ratio", "[venue][okx_portfolio_margin]") {
  const RiskReport plain = report_of(documented, documented_marks, without_fee());
  CHECK_THAT(plain.equity, WithinRel(-78'553.21888979999, 1e-12));
  CHECK_THAT(plain.requirement.maintenance, WithinRel(2'946.5480841048, 1e-8));
  CHECK_THAT(plain.requirement.initial, WithinRel(9'643.45070718144, 1e-8));
  const RiskReport whole = report_of(documented, documented_marks);
  REQUIRE(whole.health);
  CHECK_THAT(*whole.health, WithinRel(-25.95365779811705, 1e-8));
  CHECK(whole.verdict.is_liquidatable());
}

TEST_CASE("stress, extreme move and reduction compete; debts come on top", "[venue][okx_portfolio_margin]") {
  const std::vector<Position> one{swap(btc, -0.1, 97'093.7)};
  const double index = 0.1 * 97'078.9 * 0.99954, mark = 0.1 * 97'093.7 * 0.99954;
  CHECK_THAT(report_of(one, {97'093.7}).requirement.maintenance, WithinRel(0.12 * index + 0.002 * mark, 1e-12));
  CHECK_THAT(report_of(one, {97'093.7}).requirement.initial, WithinRel(1.3 * (0.12 * index + 0.002 * mark), 1e-12));
  venue::OkxPortfolioMargin p = parameters();
  p.extreme_share = 1.0;
  CHECK_THAT(report_of(one, {97'093.7}, p).requirement.maintenance, WithinRel(0.24 * index, 1e-12));
  // 45,000 bitcoin of raw charge: the multiplier of its step.
  const double raw = 0.0045 * 1e4 * mark;
  CHECK(raw > 300e3);
  CHECK_THAT((ReductionCharge{.rate = 0.0045, .steps = p.steps}.charge(btc, 1e4 * mark)), WithinRel(8.0 * raw, 1e-14));
}

TEST_CASE("a hedge across stablecoins is charged for the peg", "[venue][okx_portfolio_margin]") {
  const double alone = report_of({swap(btc, 1.0, 97'078.9)}).requirement.maintenance;
  const double hedged = report_of({swap(btc, 1.0, 97'078.9), swap(btc, -1.0, 97'078.9, AssetId::quote)}).requirement.maintenance;
  CHECK(hedged < alone);
  CHECK(hedged > 0.005 * 97'000.0);
}

TEST_CASE("an option is stressed by price and volatility, time, span and rate", "[venue][okx_portfolio_margin]") {
  const auto option = [&](double quantity) {
    return report_of({{VanillaOption{btc, OptionSide::call, 100'000.0, expiry}, quantity, 0.0, btc}}).requirement;
  };
  CHECK(option(-1.0).maintenance > option(1.0).maintenance);
  REQUIRE(option(-1.0).binding);
  CHECK(option(-1.0).binding->scenario == 18);  // highest price, volatility up
}

TEST_CASE("the parameters of OKX are refused by name", "[venue][okx_portfolio_margin]") {
  CHECK(venue::okx_portfolio_margin(parameters()).faults().empty());
  venue::OkxPortfolioMargin wrong = parameters();
  wrong.of_asset[0].extreme = 1.5;
  wrong.initial_of_maintenance = 0.9;
  wrong.steps[1].up_to = 1.0;
  wrong.borrow.quote.maintenance = 0.5;
  wrong.cross_quote.pegs[1].least_price = 2.0;
  CHECK(venue::okx_portfolio_margin(wrong).faults().size() == 5);
}
