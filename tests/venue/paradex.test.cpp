#include "bulwark/venue/paradex.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0}, other{1};
constexpr Timestamp now{};
constexpr Timestamp expiry = now + std::chrono::days{7};

Requirement required(std::vector<Position> positions, const venue::ParadexPortfolioMargin& p = venue::paradex_portfolio_margin_2026()) {
  const auto report = venue::paradex_portfolio_margin(p).evaluate(
      {.positions = std::move(positions), .cash = 1e5},
      {.now = now, .assets = {{.spot = 70'000.0, .volatility = FlatVolatility{0.6}}, {.spot = 3'500.0}}});
  REQUIRE(report);
  return report->requirement;
}
Position swap(double coins, AssetId asset = coin) { return {LinearFuture{asset}, coins, asset == coin ? 70'000.0 : 3'500.0}; }
Position call(double strike, double quantity) { return {VanillaOption{coin, OptionSide::call, strike, expiry}, quantity}; }

}  // namespace

TEST_CASE("a perpetual needs 16 % to open, half of it to keep", "[venue][paradex]") {
  CHECK_THAT(required({swap(1.0)}).initial, WithinRel(11'200.0, 1e-12));
  CHECK_THAT(required({swap(-1.0)}).maintenance, WithinRel(5'600.0, 1e-12));
  // Far moves of a linear book weigh no more than the range itself.
  CHECK_THAT(required({swap(1.0), swap(20.0, other)}).initial, WithinRel(22'400.0, 1e-12));
}

TEST_CASE("there are 24 scenarios, and the weights are 16 % over the move", "[venue][paradex]") {
  const auto p = venue::paradex_portfolio_margin_2026();
  REQUIRE(p.scenarios.size() == 24);
  for (std::size_t i = 16; i < 24; ++i) {
    const double exact = 0.16 / magnitude(p.scenarios[i].price - 1.0);
    CHECK(p.scenarios[i].weight <= exact * (1.0 + 1e-12));
    CHECK(p.scenarios[i].weight > exact - 0.01);
  }
  for (const auto& scenario : p.scenarios) CHECK(scenario.vol != 0.0);
}

TEST_CASE("a hedge needs less than its legs, but never less than its floor", "[venue][paradex]") {
  // The documentation: hedging a short call of seven days with a perpetual saves more than half.
  const double naked = required({call(70'000.0, -1.0)}).initial;
  const double hedged = required({call(70'000.0, -1.0), swap(0.5)}).initial;
  CHECK(hedged < 0.5 * naked);
  const double vertical = required({call(70'000.0, 1.0), call(70'000.0, -1.0), swap(1.0), swap(-1.0)}).initial;
  CHECK(vertical == 0.0);  // nothing is held
  const double conversion =
      required({call(70'000.0, 1.0), {VanillaOption{coin, OptionSide::put, 70'000.0, expiry}, -1.0}, swap(-1.0)}).initial;
  CHECK_THAT(conversion, WithinRel(0.01 * 70'000.0, 0.02));  // about a coin hedged, and no net delta
}

TEST_CASE("fees and expected funding are kept on top, to open and to maintain", "[venue][paradex]") {
  venue::ParadexPortfolioMargin p = venue::paradex_portfolio_margin_2026();
  p.fee_rate = 0.0003;
  p.funding.of_asset = {0.0001};
  const Requirement bought = required({swap(1.0)}, p), sold = required({swap(-1.0)}, p);
  CHECK_THAT(bought.initial, WithinRel(11'200.0 + 21.0 + 7.0, 1e-12));
  CHECK_THAT(bought.maintenance, WithinRel(5'600.0 + 21.0 + 7.0, 1e-12));
  CHECK_THAT(sold.initial, WithinRel(11'200.0 + 21.0, 1e-12));
}

TEST_CASE("more scenarios never need less", "[venue][paradex]") {
  venue::ParadexPortfolioMargin more = venue::paradex_portfolio_margin_2026();
  more.scenarios.push_back({.price = 1.0});
  more.scenarios.push_back({.price = 0.8, .vol = 0.6});
  for (const double quantity : {-3.0, -1.0, 1.0, 3.0})
    for (const double coins : {-1.0, 0.0, 2.0}) {
      const std::vector<Position> book{call(75'000.0, quantity), call(68'000.0, -1.0), swap(coins)};
      CHECK(required(book, more).initial >= required(book).initial);
    }
}

TEST_CASE("parameters of Paradex are refused by name", "[venue][paradex]") {
  CHECK(venue::paradex_portfolio_margin(venue::paradex_portfolio_margin_2026()).faults().empty());
  venue::ParadexPortfolioMargin wrong = venue::paradex_portfolio_margin_2026();
  wrong.scenarios[3].price = -1.0;
  wrong.floor.net_rate = -1.0;
  wrong.maintenance_of_initial = 1.5;
  CHECK(venue::paradex_portfolio_margin(wrong).faults().size() == 3);
}
