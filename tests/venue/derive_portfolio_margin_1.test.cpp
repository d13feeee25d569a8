#include "bulwark/venue/derive_portfolio_margin_1.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using enum venue::DeriveScenario::Volatility;

namespace {

/// The parameters of the source's own tests (v2-core at 7736900, test/risk-managers/unit-tests/PMRM).
venue::DerivePortfolioMargin1 of_the_tests() {
  venue::DerivePortfolioMargin1 p{.scenarios = {},
                                  .vol_shock = {.range_up = 0.45, .range_down = 0.3},
                                  .basis = {1.05, 0.95, 0.25, 0.01},
                                  .static_discount = 0.95,
                                  .rate_mult = 4.0,
                                  .rate_add = 0.05,
                                  .im_factor = 1.3,
                                  .depeg = {0.98, 2.0},
                                  .base_percent = 0.02,
                                  .perp_percent = 0.02,
                                  .option_percent = 0.01,
                                  .confidence_threshold = 0.6,
                                  .confidence_margin = 0.5};
  for (const double price : {1.15, 1.10, 1.05, 1.0, 0.95, 0.90, 0.85})
    for (const auto volatility : {up, none, down}) p.scenarios.push_back({price, volatility});
  return p;
}

}  // namespace

TEST_CASE("the first manager breaks no law of margin", "[venue][derive_portfolio_margin_1]") {
  CHECK(broken_by(first_manager().margin) == BrokenLaws{});
}

TEST_CASE("its published configuration is sane: 23 scenarios and no fault", "[venue][derive_portfolio_margin_1]") {
  const venue::DerivePortfolioMargin1 p = venue::derive_portfolio_margin_1_2026();
  CHECK(p.scenarios.size() == 23);
  CHECK(p.scenarios.front().price == 1.20);
  CHECK(p.scenarios.back().price == 0.80);
  for (const venue::DeriveScenario& s : p.scenarios) CHECK(s.dampening == 1.0);
  CHECK(first_manager().faults().empty());
}

TEST_CASE("neither the order of positions nor splitting one of them changes a bit of the first manager's report",
          "[venue][derive_portfolio_margin_1][A16][A19][A20]") {
  Judge judge(first_manager());
  Random random{201};
  for (int i = 0; i < 60; ++i) {
    const Account account = derive_book(random, 1 + random.below(20));
    Account turned = account, split = account;
    std::reverse(turned.positions.begin(), turned.positions.end());
    for (std::size_t k = 0; k < account.positions.size(); ++k) {
      split.positions[k].quantity *= 0.25;
      split.positions.push_back(account.positions[k]);
      split.positions.back().quantity *= 0.75;
    }
    CHECK(bits(judge(turned)) == bits(judge(account)));
    CHECK(bits(judge(split)) == bits(judge(account)));
    const Requirement needed = judge.needs(account);
    CHECK((0.0 <= needed.maintenance && needed.maintenance <= needed.initial));
  }
}

TEST_CASE("with the first manager cash adds to what counts and to nothing else, and twice the book needs twice as much",
          "[venue][derive_portfolio_margin_1][B02][B06]") {
  Judge judge(first_manager());
  Random random{202};
  for (int i = 0; i < 60; ++i) {
    const Account account = derive_book(random, 1 + random.below(12));
    Account richer = account, twice = account;
    richer.cash += 4096.0;
    for (Position& p : twice.positions) p.quantity *= 2.0;
    CHECK(judge.needs(richer).initial == judge.needs(account).initial);
    CHECK_THAT(judge(richer).initial_surplus(), WithinAbs(judge(account).initial_surplus() + 4096.0, 1e-6));
    CHECK(judge.needs(twice).initial == 2.0 * judge.needs(account).initial);
    CHECK(judge.needs(twice).maintenance == 2.0 * judge.needs(account).maintenance);
  }
}

TEST_CASE("adding the underlying never hurts", "[venue][derive_portfolio_margin_1][A11]") {
  Judge judge(first_manager());
  Random random{203};
  for (int i = 0; i < 100; ++i) {
    const Account account = derive_book(random, 1 + random.below(12), btc);
    Account richer = account;
    richer.positions.push_back({Spot{btc}, 1.0});
    CHECK(judge(richer).maintenance_surplus() > judge(account).maintenance_surplus());
    CHECK(judge(richer).initial_surplus() > judge(account).initial_surplus());
  }
}

TEST_CASE("two books in one account never need more than apart", "[venue][derive_portfolio_margin_1][B03]") {
  Judge judge(first_manager());
  Random random{204};
  for (int i = 0; i < 200; ++i) {
    const Account a = derive_book(random, 1 + random.below(6), btc), b = derive_book(random, 1 + random.below(6), btc);
    const Requirement one = judge.needs(a), other = judge.needs(b), both = judge.needs(together(a, b));
    CHECK(both.maintenance <= (one.maintenance + other.maintenance) * (1.0 + 1e-12));
    CHECK(both.initial <= (one.initial + other.initial) * (1.0 + 1e-12));
  }
}

TEST_CASE("unless a feed is in doubt: a perpetual takes its doubts to the options it hedges", "[venue][derive_portfolio_margin_1][B03]") {
  MarketState market = derive_market();
  const std::vector<ListedInstrument> two{{.id = "perpetual", .instrument = LinearFuture{btc}},
                                          {.id = "call", .instrument = VanillaOption{btc, OptionSide::call, 100'000.0, july}}};
  market.certainties = {0.25};
  Judge judge(first_manager(), market, two);
  const Account future{.positions = {{two[0].instrument, 1.0, 100'000.0}}}, call{.positions = {{two[1].instrument, -1.0}}};
  CHECK(judge.needs(together(future, call)).maintenance < judge.needs(future).maintenance + judge.needs(call).maintenance);
  // What is missing of certainty, on the perpetual's coin alone and on both coins together.
  MarketState sure = market;
  sure.certainties = {};
  Judge without(first_manager(), sure, two);
  const auto doubt = [&](const Account& a) { return judge.needs(a).initial - without.needs(a).initial; };
  CHECK_THAT(doubt(future), WithinRel(75'000.0, 1e-12));
  CHECK(doubt(call) == 0.0);
  CHECK_THAT(doubt(together(future, call)), WithinRel(150'000.0, 1e-12));
}

TEST_CASE("several underlyings are several managers whose requirements add", "[venue][derive_portfolio_margin_1][B09]") {
  Judge judge(first_manager());
  Random random{205};
  for (int i = 0; i < 40; ++i) {
    const Account a = derive_book(random, 5, btc), b = derive_book(random, 5, eth);
    CHECK_THAT(judge.needs(together(a, b)).initial, WithinRel(judge.needs(a).initial + judge.needs(b).initial, 1e-13));
  }
}

TEST_CASE("more scenarios and wider ones never lower what a future or a sold option needs",
          "[venue][derive_portfolio_margin_1][B05][B17]") {
  Random random{206};
  const venue::DerivePortfolioMargin1 published = venue::derive_portfolio_margin_1_2026();
  for (int i = 0; i < 10; ++i) {
    const Account account = derive_book(random, 8, btc);
    double before = 0.0;
    for (const std::ptrdiff_t count : {1, 4, 10, 22, 23}) {
      venue::DerivePortfolioMargin1 p = published;
      p.scenarios.resize(static_cast<std::size_t>(count), {1.0});
      Judge judge(venue::derive_portfolio_margin_1(p));
      CHECK(judge.needs(account).maintenance >= before);
      before = judge.needs(account).maintenance;
    }
  }
  for (const Account& account :
       {Account{.positions = {{LinearFuture{btc}, 1.0, 100'000.0}}}, Account{.positions = {{LinearFuture{btc}, -1.0, 100'000.0}}},
        Account{.positions = {{VanillaOption{btc, OptionSide::put, 90'000.0, july}, -1.0}}}}) {
    double before = 0.0;
    for (const double wider : {0.5, 1.0, 1.5}) {
      venue::DerivePortfolioMargin1 p = published;
      for (venue::DeriveScenario& s : p.scenarios) s.price = 1.0 + wider * (s.price - 1.0);
      p.vol_shock.range_up *= wider;
      Judge judge(venue::derive_portfolio_margin_1(p));
      CHECK(judge.needs(account).maintenance > before);
      before = judge.needs(account).maintenance;
    }
  }
}

TEST_CASE("a perpetual hedged with the coin itself keeps its static contingencies and the basis between them",
          "[venue][derive_portfolio_margin_1]") {
  // test-cases-portfolio-pm.json, "test_delta_hedged_perp_pm": worth 2,000 + 4; 2,000 (s - 1) - 2,001 (s - 1) = -0.15 at s = 1.15; static
  // 2,000 (2.5 % + 2.5 %) = 100. Published: 1,873 and 1,903 in whole units.
  venue::DerivePortfolioMargin1 p = of_the_tests();
  p.rate_add = 0.12, p.base_percent = p.perp_percent = 0.025, p.confidence_margin = 0.4;
  const MarketState market{.now = now, .assets = {{.spot = 2'000.0}}, .marks = {{}, 2'001.0}};
  const auto report = venue::derive_portfolio_margin_1(p).evaluate(
      {.positions = {{Spot{btc}, 1.0}, {LinearFuture{btc}, -1.0, 2'001.0}}, .cash = 4.0}, market);
  REQUIRE(report);
  CHECK_THAT(report->equity, WithinRel(2'004.0, 1e-14));
  CHECK_THAT(report->maintenance_surplus(), WithinRel(2'004.0 - 0.15 - 100.0, 1e-13));
  CHECK_THAT(report->initial_surplus(), WithinRel(2'004.0 - 1.3 * 100.15, 1e-13));
  REQUIRE(report->requirement.binding);
  CHECK(report->requirement.binding->scenario == 0);
}

TEST_CASE("published portfolios have their published margins", "[venue][derive_portfolio_margin_1]") {
  // testAndVerifyScenarios.json, "Test1": a call of 1,500 sold in 500,400 seconds; "Test3": 500 bought, 900 sold.
  const Timestamp expiry = now + std::chrono::seconds{500'400};
  const auto venue = venue::derive_portfolio_margin_1(of_the_tests());
  const auto surplus = [&](std::vector<Position> positions, std::vector<std::optional<double>> volatilities) {
    const MarketState market{
        .now = now,
        .assets = {{.spot = 1'500.0, .forwards = {{.expiry = expiry, .forward = 1500.8332793109938176, .rate = 0.03}}}},
        .volatilities = std::move(volatilities)};
    const auto report = venue.evaluate({.positions = std::move(positions)}, market);
    REQUIRE(report);
    return std::pair{report->initial_surplus(), report->maintenance_surplus()};
  };
  const auto call = [&](double strike, double quantity) {
    return Position{VanillaOption{btc, OptionSide::call, strike, expiry}, quantity};
  };
  const auto [initial, maintenance] = surplus({call(1'500.0, -1.0)}, {1.04788449408498624});
  CHECK_THAT(initial, WithinRel(-368.48761976175558656, 1e-12));
  CHECK_THAT(maintenance, WithinRel(-301.768534860364300288, 1e-12));
  const auto [spread_initial, spread_maintenance] =
      surplus({call(500.0, 1.0), call(900.0, -1.0)}, {1.653152366370104064, 1.32865746389711104});
  CHECK_THAT(spread_initial, WithinRel(332.34423845885673472, 1e-12));
  CHECK_THAT(spread_maintenance, WithinRel(347.9430663305740288, 1e-12));
}

TEST_CASE("below its peg the quote makes coins worth more and openings dearer", "[venue][derive_portfolio_margin_1]") {
  // One coin and no debt at 0.95: worth 100,000 / 0.95; loses a fifth of that; static 3,000; factor 1.25 + 4 (0.99 - 0.95).
  MarketState market = derive_market();
  market.quote_price = 0.95;
  const RiskReport report = *first_manager().evaluate({.positions = {{Spot{btc}, 1.0}}}, market);
  const double worth = 100'000.0 / 0.95, loss = 0.2 * worth + 3'000.0;
  CHECK_THAT(report.equity, WithinRel(worth, 1e-14));
  CHECK_THAT(report.requirement.maintenance, WithinRel(loss, 1e-13));
  CHECK_THAT(report.requirement.initial, WithinRel(loss * (1.25 + 4.0 * (0.99 - 0.95)), 1e-13));
}

TEST_CASE("what the first manager may not be is refused, every fault by its name", "[venue][derive_portfolio_margin_1][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  venue::DerivePortfolioMargin1 bad = venue::derive_portfolio_margin_1_2026();
  bad.scenarios = {{0.0, up}};
  bad.vol_shock.least_days = 0.0;
  bad.basis.up = 0.5;
  bad.static_discount = 1.5;
  bad.rate_add = -1.0;
  bad.im_factor = 0.5;
  bad.depeg.factor = -1.0;
  bad.base_percent = -1.0;
  bad.perp_percent = nothing;
  bad.option_percent = -1.0;
  bad.confidence_threshold = 2.0;
  bad.confidence_margin = nothing;
  const auto venue = venue::derive_portfolio_margin_1(bad);
  std::vector<std::string> fields;
  for (const Fault& fault : venue.faults()) fields.push_back(fault.field);
  CHECK(fields == std::vector<std::string>{"basis_charge.up", "scenario_list.price", "volatility_term.least_days", "expiry_discount.gain",
                                           "expiry_discount.gain_rate", "coin_charge.futures.maintenance", "coin_charge.futures.initial",
                                           "coin_charge.holdings.maintenance", "naked_short_margin.maintenance",
                                           "scaled_margin.maintenance_factor", "depeg.factor", "certainty_charge.threshold",
                                           "certainty_charge.factor"});
  CHECK_FALSE(venue.price(*Listing::from(derive_chain()), derive_market()));
}
