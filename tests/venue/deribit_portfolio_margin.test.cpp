#include "bulwark/venue/deribit_portfolio_margin.hpp"

#include <cmath>

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

TEST_CASE("what is reserved is asked to open, and the sum is rounded to 9 decimals of the coin", "[venue][deribit_portfolio_margin]") {
  const MarketState market{.now = now, .assets = {{.spot = 70'000.0}}};
  const Account account{.positions = {{Spot{coin}, 1.0}, {InverseFuture{coin}, 12'345.0, 70'000.0}}};
  const venue::DeribitReserved reserved{.currency = coin, .spot_margin = 0.01, .mmp_margin = 0.02, .open_orders_margin = 0.03};
  const Requirement plain = deribit.evaluate(account, market)->requirement;
  const Requirement all = venue::deribit_with_reserved(deribit, reserved).evaluate(account, market)->requirement;
  CHECK(all.maintenance == plain.maintenance);
  CHECK_THAT(all.initial, WithinRel(plain.initial + 0.06 * 70'000.0, 1e-8));
  const double steps = all.initial / 70'000.0 / 1e-9;
  CHECK(std::abs(steps - std::round(steps)) < 1e-6);
}

TEST_CASE("a venue says whose rules it follows, with and without what is reserved", "[venue][deribit_portfolio_margin]") {
  CHECK(deribit.rulebook == &venue::deribit_portfolio_margin_rulebook);
  CHECK(venue::deribit_with_reserved(deribit, {.currency = coin}).rulebook == deribit.rulebook);
  CHECK(deribit.rulebook->is_verified());
}

TEST_CASE("a delta above 20 million USD is charged for its size", "[venue][deribit_portfolio_margin]") {
  const auto needed_per_coin = [](double coins) {
    return report_of({{InverseFuture{coin}, coins * 70'000.0, 70'000.0}}).requirement.initial / coins;
  };
  const double small = needed_per_coin(200.0);
  CHECK_THAT(needed_per_coin(100.0), WithinRel(small, 1e-9));
  // 1,000 coins above the threshold: 5 % more.
  CHECK_THAT(needed_per_coin(20e6 / 70'000.0 + 1'000.0) - small, WithinRel(0.05 * 70'000.0, 1e-6));
  CHECK_THAT(needed_per_coin(1e4) - small, WithinRel(0.10 * 70'000.0, 1e-6));
}

TEST_CASE("a hedge is never charged more than its legs, but two accounts may be relieved where one is not",
          "[venue][deribit_portfolio_margin]") {
  const std::vector<Position> legs{option(OptionSide::call, 80'000.0, -3.0),
                                   option(OptionSide::call, 90'000.0, 3.0),
                                   option(OptionSide::put, 60'000.0, -2.0),
                                   {InverseFuture{coin}, 70'000.0, 70'000.0},
                                   {InverseFuture{coin, expiry}, -35'000.0, 70'000.0}};
  for (const Position& a : legs)
    for (const Position& b : legs) {
      if (&a == &b) continue;
      CHECK(report_of({a, b}).requirement.initial <=
            (report_of({a}).requirement.initial + report_of({b}).requirement.initial) * (1.0 + 1e-7));
    }
  // The counterexample: far losses of a large short call book are relieved once, of its halves twice.
  const Position whole = option(OptionSide::call, 140'000.0, -2'000.0), half = option(OptionSide::call, 140'000.0, -1'000.0);
  CHECK(2.0 * report_of({half}).requirement.initial < report_of({whole}).requirement.initial - 100'000.0);
}

TEST_CASE("the interface counts buckets from 1 and has the unchanged volatility between the others", "[venue][deribit_portfolio_margin]") {
  // Published worst cases: bucket 1 index 1 (BTC, 2024), bucket 9 index 25 (ETH, 2026), both at the unchanged volatility.
  CHECK(venue::deribit_bucket(0).bucket == 1);
  CHECK(venue::deribit_bucket(0).index == 1);
  CHECK(venue::deribit_bucket(24).bucket == 9);
  CHECK(venue::deribit_bucket(24).index == 25);
  CHECK(venue::deribit_bucket(28).is_extended);
  CHECK(venue::deribit_bucket(28).bucket == 2);
  std::vector<bool> seen(27, false);
  for (Index s = 0; s < 27; ++s) seen[static_cast<std::size_t>(venue::deribit_bucket(s).index)] = true;
  CHECK(seen == std::vector<bool>(27, true));
}

TEST_CASE("parameters out of range are refused by name", "[venue][deribit_portfolio_margin]") {
  venue::DeribitPortfolioMargin wrong = venue::deribit_eth_february_2026();
  wrong.price_range = 1.2;
  wrong.mm_factor = 1.1;
  wrong.max_delta_shock = 2.0;
  const Faults found = venue::deribit_portfolio_margin(wrong).faults();
  CHECK(found.size() == 5);  // the range, the largest share, and the factor in each of the three rules that use it
}

TEST_CASE("coins do not carry a debt in cash where nothing is lent", "[venue][deribit_portfolio_margin]") {
  const MarketState market{.now = now, .assets = {{.spot = 74'801.0}}};
  const auto report = deribit.evaluate({.positions = {{Spot{coin}, 1.0}}, .cash = -74'000.0}, market);
  REQUIRE(report);
  CHECK(report->requirement.initial == 74'000.0);
  CHECK(report->verdict.is_liquidatable());
  CHECK(deribit.evaluate({.positions = {{Spot{coin}, 1.0}}}, market)->verdict.is_healthy());
}
