#include "bulwark/venue/derive_portfolio_margin_2.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/settlement/averaging_window.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using enum venue::DeriveScenario::Volatility;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// The published configuration without the scenarios that bend the smile.
venue::DerivePortfolioMargin2 unbent() {
  venue::DerivePortfolioMargin2 p = second_parameters();
  std::erase_if(p.scenarios, [](const venue::DeriveScenario& s) { return s.volatility == linear_skew || s.volatility == absolute_skew; });
  return p;
}

/// One underlying at 100 with options in half a year at 60 %, no rates.
MarketState flat_market() {
  const Timestamp expiry = now + std::chrono::days{180};
  return {.now = now, .assets = {{.spot = 100.0, .forwards = {{expiry, 100.0}}, .volatility = FlatVolatility{0.6}}}};
}

}  // namespace

TEST_CASE("the second manager breaks no law of margin", "[venue][derive_portfolio_margin_2]") {
  CHECK(broken_by(venue::derive_portfolio_margin_2(venue::derive_portfolio_margin_2_2026()).margin) == BrokenLaws{});
}

TEST_CASE("its published configuration is sane: 33 scenarios and no fault", "[venue][derive_portfolio_margin_2]") {
  const venue::DerivePortfolioMargin2 p = venue::derive_portfolio_margin_2_2026();
  CHECK(p.scenarios.size() == 33);
  for (const venue::DeriveScenario& s : p.scenarios) {
    CHECK((s.dampening <= 1.0 && s.dampening > 0.0));
    // A tail loses what a quarter to a third more than the range would.
    if (s.dampening < 1.0) CHECK_THAT(s.dampening * std::abs(s.price - 1.0), WithinAbs(0.1386, 1e-12));
  }
  CHECK(second_manager().faults().empty());
  CHECK(venue::derive_portfolio_margin_2(p).faults().empty());
}

TEST_CASE("neither the order of positions nor splitting one of them changes a bit of the second manager's report",
          "[venue][derive_portfolio_margin_2][A16][A19][A20]") {
  Judge judge(second_manager());
  Random random{211};
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

TEST_CASE("with the second manager cash adds to what counts and to nothing else, and twice the book needs twice as much",
          "[venue][derive_portfolio_margin_2][B02][B06]") {
  Judge judge(second_manager());
  Random random{212};
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

TEST_CASE("adding collateral never hurts while the quote keeps its peg and the feed is sure",
          "[venue][derive_portfolio_margin_2][A05][A11]") {
  Judge judge(second_manager());
  Random random{213};
  for (int i = 0; i < 100; ++i) {
    const Account account = derive_book(random, 1 + random.below(12), btc);
    for (const AssetId coin : {btc, eth, wrapped}) {
      Account richer = account;
      for (Position& p : richer.positions)
        if (const auto* spot = std::get_if<Spot>(&p.instrument); spot && p.quantity < 0.0) p.quantity = -p.quantity;
      Account before = richer;
      richer.positions.push_back({Spot{coin}, 1.0});
      CHECK(judge(richer).maintenance_surplus() > judge(before).maintenance_surplus());
      CHECK(judge(richer).initial_surplus() > judge(before).initial_surplus());
      CHECK(judge(richer).resources.initial <= judge(richer).resources.maintenance);
    }
  }
}

TEST_CASE("coins whose feed is in doubt may hurt an opening: the doubt and the haircut are more than they are worth",
          "[venue][derive_portfolio_margin_2][A11]") {
  MarketState market = derive_market();
  market.assets[0].certainty = 0.0;
  Judge judge(second_manager(), market);
  const Account cash{.cash = 1e6}, coins{.positions = {{Spot{wrapped}, 1.0}}, .cash = 1e6};
  CHECK(judge(coins).maintenance_surplus() > judge(cash).maintenance_surplus());
  CHECK(judge(coins).initial_surplus() < judge(cash).initial_surplus());
}

TEST_CASE("two books in one account never need more than apart where no smile is bent", "[venue][derive_portfolio_margin_2][B03]") {
  Judge judge(venue::derive_portfolio_margin_2(unbent()));
  Random random{214};
  for (int i = 0; i < 200; ++i) {
    const Account a = derive_book(random, 1 + random.below(6), btc), b = derive_book(random, 1 + random.below(6), btc);
    const Requirement one = judge.needs(a), other = judge.needs(b), both = judge.needs(together(a, b));
    CHECK(both.maintenance <= (one.maintenance + other.maintenance) * (1.0 + 1e-12));
    CHECK(both.initial <= (one.initial + other.initial) * (1.0 + 1e-12));
  }
}

TEST_CASE("a hedge may need more than its legs where a bent smile binds", "[venue][derive_portfolio_margin_2][B03]") {
  // A bend counts as a loss though it gains, by value less than in full. The first book is worth something after the bend and counts for
  // 0.95 exp(-0.16 x 0.5) of it; the second owes something and, at no rate, counts in full. Together the second's debt takes away from
  // what is discounted, so that the sum gains more than the sums, and the gain is what is charged.
  const Timestamp expiry = now + std::chrono::days{180};
  std::vector<ListedInstrument> chain;
  for (const auto& [side, strike] : {std::pair{OptionSide::put, 50.0},
                                     {OptionSide::put, 80.0},
                                     {OptionSide::call, 110.0},
                                     {OptionSide::call, 120.0},
                                     {OptionSide::call, 180.0},
                                     {OptionSide::call, 220.0}})
    chain.push_back({.id = std::to_string(chain.size()), .instrument = VanillaOption{btc, side, strike, expiry}});
  const auto book = [&](const std::vector<double>& quantities) {
    Account account;
    for (std::size_t i = 0; i < chain.size(); ++i)
      if (quantities[i] != 0.0) account.positions.push_back({chain[i].instrument, quantities[i]});
    return account;
  };
  const Account first = book({8.0, -6.0, -5.0, 0.0, 0.0, 25.0}), second = book({0.0, -3.0, 0.0, -5.0, 4.0, 83.0});
  Judge judge(second_manager(), flat_market(), chain);
  const Requirement one = judge.needs(first), other = judge.needs(second), both = judge.needs(together(first, second));
  CHECK(both.maintenance > 1.05 * (one.maintenance + other.maintenance));
  REQUIRE(both.binding);
  CHECK(second_parameters().scenarios[static_cast<std::size_t>(both.binding->scenario)].volatility == linear_skew);
  // Without the bends the same books hedge each other.
  Judge plain(venue::derive_portfolio_margin_2(unbent()), flat_market(), chain);
  CHECK(plain.needs(together(first, second)).maintenance <= plain.needs(first).maintenance + plain.needs(second).maintenance);
}

TEST_CASE("an exact offset leaves nothing to lose", "[venue][derive_portfolio_margin_2][B11]") {
  Judge judge(second_manager());
  const VanillaOption call{btc, OptionSide::call, 125'000.0, july};
  CHECK(judge.needs({.positions = {{call, 3.0}, {call, -3.0}, {LinearFuture{btc}, 1.0, 1e5}, {LinearFuture{btc}, -1.0, 1e5}}}).initial ==
        0.0);
}

TEST_CASE("a bought option needs more than it is worth only for a bend that would lift it, or a basis years away",
          "[venue][derive_portfolio_margin_2][B12]") {
  Judge judge(second_manager()), plain(venue::derive_portfolio_margin_2(unbent()));
  int lifted = 0;
  for (const ListedInstrument& listed : derive_chain()) {
    if (!std::holds_alternative<VanillaOption>(listed.instrument)) continue;
    const Account bought{.positions = {{listed.instrument, 1.0}}};
    const RiskReport report = plain(bought);
    const double years = years_between(now, expiry_of(listed.instrument)), slack = 1e-9;  // of options that are worth less
    CHECK(report.requirement.initial <= report.equity * std::max(1.0, 0.5 + 2.0 * years) + slack);
    CHECK(judge.needs(bought).initial >= report.requirement.initial);
    if (judge.needs(bought).initial > report.equity * std::max(1.0, 0.5 + 2.0 * years) + slack) ++lifted;
  }
  CHECK(lifted > 0);  // far wings: what the skew scenario makes of them is many times their value, and counts as a loss
}

TEST_CASE("wrapped coins are one risk with the coin's manager", "[venue][derive_portfolio_margin_2]") {
  Judge judge(second_manager());
  const Account hedged{.positions = {{Spot{wrapped}, 1.0}, {LinearFuture{btc}, -1.0, 100'000.0}}};
  // 99,900 (s - 1) - 100,000 (s - 1), worst at 1.18: 18; the perpetual's contingency of 3 %.
  CHECK_THAT(judge.needs(hedged).maintenance, WithinRel(0.8 * 0.18 * 100.0 + 3'000.0, 1e-10));
  venue::DerivePortfolioMargin2 apart = second_parameters();
  apart.manager = {};
  CHECK(Judge(venue::derive_portfolio_margin_2(apart)).needs(hedged).maintenance > 30'000.0);
}

TEST_CASE("several underlyings hedge nothing, but one's basis may hide behind another's scenarios",
          "[venue][derive_portfolio_margin_2][B09]") {
  Judge judge(second_manager());
  Random random{215};
  for (int i = 0; i < 40; ++i) {
    const Account a = derive_book(random, 5, btc), b = derive_book(random, 5, eth);
    const Requirement one = judge.needs(a), other = judge.needs(b), both = judge.needs(together(a, b));
    CHECK(both.initial <= (one.initial + other.initial) * (1.0 + 1e-13));
    CHECK(both.initial >= std::max(one.initial, other.initial) * (1.0 - 1e-13));
    const bool do_scenarios_lead = one.binding && other.binding;
    if (do_scenarios_lead) CHECK_THAT(both.initial, WithinRel(one.initial + other.initial, 1e-13));
  }
}

TEST_CASE("more scenarios never lower the requirement, nor do wider ones of a future or a sold option",
          "[venue][derive_portfolio_margin_2][B05][B17]") {
  Random random{216};
  for (int i = 0; i < 10; ++i) {
    const Account account = derive_book(random, 8, btc);
    double before = 0.0;
    for (const std::ptrdiff_t count : {1, 2, 3, 6, 25, 33}) {
      venue::DerivePortfolioMargin2 p = second_parameters();
      p.scenarios.resize(static_cast<std::size_t>(count), {1.0});
      Judge judge(venue::derive_portfolio_margin_2(p));
      CHECK(judge.needs(account).maintenance >= before);
      before = judge.needs(account).maintenance;
    }
  }
  for (const Account& account :
       {Account{.positions = {{LinearFuture{btc}, 1.0, 100'000.0}}}, Account{.positions = {{LinearFuture{btc}, -1.0, 100'000.0}}},
        Account{.positions = {{VanillaOption{btc, OptionSide::put, 90'000.0, july}, -1.0}}}}) {
    double before = 0.0;
    for (const double wider : {0.5, 1.0, 1.125}) {
      venue::DerivePortfolioMargin2 p = second_parameters();
      for (venue::DeriveScenario& s : p.scenarios) s.price = s.price < 1.0 ? 1.0 - wider * (1.0 - s.price) : 1.0 + wider * (s.price - 1.0);
      p.vol_shock.range_up *= wider;
      Judge judge(venue::derive_portfolio_margin_2(p));
      CHECK(judge.needs(account).maintenance > before);
      before = judge.needs(account).maintenance;
    }
  }
}

TEST_CASE("a tail that counts for less never needs more", "[venue][derive_portfolio_margin_2][B15]") {
  venue::DerivePortfolioMargin2 whole = second_parameters();
  for (venue::DeriveScenario& s : whole.scenarios) s.dampening = 1.0;
  Judge damped(second_manager()), undamped(venue::derive_portfolio_margin_2(whole));
  Random random{217};
  for (int i = 0; i < 40; ++i) {
    const Account account = derive_book(random, 6, btc);
    CHECK(damped.needs(account).maintenance <= undamped.needs(account).maintenance);
  }
}

TEST_CASE("a perpetual with wrapped coins behind it, by hand", "[venue][derive_portfolio_margin_2]") {
  // Worth 20,000 + 2 x 99,900 = 219,800. Worst at 0.82: 0.18 (100,000 + 199,800) = 53,964; tails count for 0.1386 at most. Contingencies of
  // the perpetual 3 % and 1 %, of the coins 4.5 % and 3 %.
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 100'000.0}, {Spot{wrapped}, 2.0}}, .cash = 20'000.0};
  Judge judge(second_manager());
  const RiskReport report = judge(account);
  CHECK_THAT(report.equity, WithinRel(219'800.0, 1e-14));
  CHECK_THAT(report.maintenance_surplus(), WithinRel(219'800.0 - 0.8 * 53'964.0 - 3'000.0 - 0.03 * 199'800.0, 1e-12));
  CHECK_THAT(report.initial_surplus(), WithinRel(219'800.0 - 53'964.0 - 4'000.0 - 0.045 * 199'800.0, 1e-12));
  REQUIRE(report.requirement.binding);
  CHECK(second_parameters().scenarios[static_cast<std::size_t>(report.requirement.binding->scenario)].price == 0.82);
  // At 0.95 coins are worth 1 / 0.95 and openings need 4 (0.99 - 0.95) more of the worst scenario.
  MarketState market = derive_market();
  market.quote_price = 0.95;
  const RiskReport below = Judge(second_manager(), market)(account);
  const double coins = 199'800.0 / 0.95, worst = 0.18 * (100'000.0 + coins);
  CHECK_THAT(below.maintenance_surplus(), WithinRel(20'000.0 + coins - 0.8 * worst - 3'000.0 - 0.03 * coins, 1e-12));
  CHECK_THAT(below.initial_surplus(), WithinRel(20'000.0 + coins - 1.16 * worst - 4'000.0 - 0.045 * coins, 1e-12));
}

TEST_CASE("a published portfolio has its published margins", "[venue][derive_portfolio_margin_2]") {
  // v2-core at 7736900, test/risk-managers/unit-tests/PMRM_2/portfolio_cases/test_20_structures_basic_put.json, with the parameters of the
  // source's tests: a put of 100,000 sold in 1,399,652 seconds.
  venue::DerivePortfolioMargin2 p = venue::derive_portfolio_margin_2_2026();
  p.scenarios = {{1.18, up}};
  for (const double price : {1.135, 1.09, 1.045, 1.0, 0.955, 0.91, 0.865})
    for (const auto volatility : {down, none, up}) p.scenarios.push_back({price, volatility});
  for (const auto& [price, dampening] : {std::pair{0.8200000000000001, 1.0},
                                         {0.33999999999999997, 0.054545454545454536},
                                         {0.6699999999999999, 0.10909090909090907},
                                         {1.5, 0.072},
                                         {2.0, 0.036},
                                         {3.0, 0.018},
                                         {4.0, 0.011999999999999999}})
    p.scenarios.push_back({price, up, dampening});
  p.scenarios.push_back({1.0, linear_skew});
  p.scenarios.push_back({1.0, absolute_skew});
  p.vol_shock = {.range_up = 0.5, .range_down = 0.275, .least_when_up = 0.45};
  p.skew = {.linear = {0.15, -0.05}, .absolute = {0.15, -0.05}, .width_vol = 0.6, .width_slope = -0.1};
  p.discount = {.gain = 0.95,
                .gain_rate_share = 1.0,
                .gain_rate = 0.08,
                .loss = 1.04,
                .loss_rate_share = 0.5,
                .loss_rate = 0.08,
                .is_loss_capped = true};
  p.depeg = {0.98, 2.0};

  const Timestamp expiry = now + std::chrono::seconds{1'399'652};
  const double years = 1'399'652.0 / 31'536'000.0, rate = 0.17;
  const SviSlice smile = venue::derive_svi(expiry, 0.001312702925407463, 0.050422218997729072, -0.098193989548562656, -0.006080219757221094,
                                           0.15345141996372912, 95923.63240250274, 0.04438419583968);
  const MarketState market{
      .now = now,
      .assets = {{.spot = 95663.50604855,
                  .forwards = {{.expiry = expiry, .forward = 95923.63240250274, .discount = std::exp(-rate * years), .rate = rate}},
                  .volatility = SviVolatility{{smile}}}},
      .certainties = {0.95},
      .quote_price = 1.00019088635};
  const auto venue = venue::derive_portfolio_margin_2(p);
  const auto report = venue.evaluate({.positions = {{VanillaOption{btc, OptionSide::put, 100'000.0, expiry}, -1.0}}}, market);
  REQUIRE(report);
  CHECK_THAT(report->equity, WithinRel(-6082.239829372652, 1e-9));
  CHECK_THAT(report->initial_surplus(), WithinRel(-22163.82044010292, 1e-9));
  CHECK_THAT(report->maintenance_surplus(), WithinRel(-18851.840811908318, 1e-9));
  REQUIRE(report->requirement.binding);
  CHECK(report->requirement.binding->scenario == 22);
}

TEST_CASE("in the last half hour scenarios move ever less of an option, and at expiry nothing", "[venue][derive_portfolio_margin_2]") {
  const Timestamp expiry = now + std::chrono::hours{1};
  const std::vector<ListedInstrument> chain{{.id = "call", .instrument = VanillaOption{btc, OptionSide::call, 100'000.0, expiry}}};
  const Account sold{.positions = {{chain[0].instrument, -1.0}}};
  const auto at = [&](std::chrono::minutes left) {
    MarketState market{.now = expiry - left, .assets = {{.spot = 101'000.0, .forwards = {}, .volatility = FlatVolatility{0.5}}}};
    market.assets[0].forwards.push_back(averaged_forward(expiry, 101'000.0, 101'000.0, left, venue::derive_settlement_window));
    return Judge(second_manager(), market, chain)(sold);
  };
  const double naked = 0.003 * 101'000.0;
  double before = at(std::chrono::minutes{30}).requirement.maintenance;
  CHECK_THAT(at(std::chrono::minutes{45}).requirement.maintenance, WithinRel(before, 1e-3));
  for (const int left : {29, 25, 20, 15, 10, 5, 1, 0}) {
    const RiskReport report = at(std::chrono::minutes{left});
    CHECK(report.verdict.is_known());
    CHECK(report.requirement.maintenance <= before * (1.0 + 1e-9));
    CHECK(report.requirement.maintenance >= naked * (1.0 - 1e-12));
    before = report.requirement.maintenance;
  }
  // At expiry it is worth what it settles at, and only the charge for being naked is left.
  CHECK_THAT(at(std::chrono::minutes{0}).equity, WithinRel(-1'000.0, 1e-12));
  CHECK_THAT(before, WithinRel(naked, 1e-12));
}

TEST_CASE("the published portfolio of the expiry's last second has its published margins", "[venue][derive_portfolio_margin_2]") {
  // test_60_settlement_near_expiry.json: a call of 2,700 sold at 2,683; nothing but 0.3 % and 0.2 % of spot.
  const Timestamp expiry = now + std::chrono::seconds{1};
  MarketState market{.now = now, .assets = {{.spot = 2681.6029850999994, .volatility = FlatVolatility{0.7}}}, .quote_price = 1.00019088635};
  market.assets[0].forwards.push_back(
      averaged_forward(expiry, 2682.9997436016715, 2682.9997436016715, std::chrono::seconds{1}, venue::derive_settlement_window));
  const auto report = second_manager().evaluate({.positions = {{VanillaOption{btc, OptionSide::call, 2'700.0, expiry}, -1.0}}}, market);
  REQUIRE(report);
  CHECK_THAT(report->initial_surplus(), WithinRel(-13.408014925499998, 1e-12));
  CHECK_THAT(report->maintenance_surplus(), WithinRel(-8.044808955299999, 1e-12));
}

TEST_CASE("an unknown feed makes its holders unknown and leaves everybody else's bits alone", "[venue][derive_portfolio_margin_2][A18]") {
  const Listing listing = *Listing::from(derive_chain());
  const VanillaOption call{btc, OptionSide::call, 100'000.0, july};
  const Index row = static_cast<Index>(listing.find(call).front().row);
  Random random{218};
  std::vector<Account> accounts;
  for (int i = 0; i < 120; ++i) accounts.push_back(derive_book(random, 1 + random.below(4)));
  const auto holds = [&](const Account& account, auto is_behind) {
    for (const Position& p : account.positions)
      if (is_behind(p.instrument)) return true;
    return false;
  };
  const auto check = [&](auto break_it, auto is_behind) {
    MarketState market = derive_market();
    market.volatilities.resize(static_cast<std::size_t>(listing.rows()));
    market.certainties.resize(static_cast<std::size_t>(listing.rows()));
    Judge good(second_manager(), market);
    break_it(market);
    Judge bad(second_manager(), market);
    CHECK_FALSE(bad.tick().faults().empty());
    int holders = 0;
    for (const Account& account : accounts) {
      CHECK_FALSE(is_unknown(good(account)));
      if (holds(account, is_behind)) {
        CHECK(is_unknown(bad(account)));
        ++holders;
      } else {
        CHECK(bits(bad(account)) == bits(good(account)));
      }
    }
    CHECK(holders > 0);
    CHECK(holders < std::ssize(accounts));
  };
  const auto is_call = [&](const Instrument& i) { return is_same_contract(i, call); };
  const auto on = [](AssetId asset) { return [=](const Instrument& i) { return asset_of(i) == asset; }; };
  accounts.push_back({.positions = {{call, 1.0}}});
  accounts.push_back({.cash = 1.0});
  check([&](MarketState& m) { m.certainties[static_cast<std::size_t>(row)] = unknown; }, is_call);
  check([&](MarketState& m) { m.volatilities[static_cast<std::size_t>(row)] = unknown; }, is_call);
  check([&](MarketState& m) { m.assets[0].forwards[1].forward = unknown; }, on(btc));
  check([&](MarketState& m) { m.assets[0].forwards[1].rate = unknown; }, on(btc));
  check([&](MarketState& m) { std::get<SviVolatility>(m.assets[0].volatility).slices[1].rho = unknown; }, on(btc));
  check([&](MarketState& m) { m.assets[1].certainty = unknown; }, on(eth));
  check([&](MarketState& m) { m.assets[2].spot = unknown; }, on(wrapped));
}

TEST_CASE("what the spot feed of a leader is unsure of reaches those who follow it", "[venue][derive_portfolio_margin_2][A18]") {
  MarketState market = derive_market();
  market.assets[0].certainty = unknown;
  Judge judge(second_manager(), market);
  CHECK(is_unknown(judge({.positions = {{Spot{wrapped}, 1.0}}})));
  CHECK_FALSE(is_unknown(judge({.positions = {{Spot{eth}, 1.0}}})));
}

TEST_CASE("what the second manager may not be is refused, every fault by its name", "[venue][derive_portfolio_margin_2][faults]") {
  venue::DerivePortfolioMargin2 bad = second_parameters();
  bad.scenarios = {{1.1, linear_skew}, {1.0, none, -1.0}};
  bad.vol_shock.short_term_power = unknown;
  bad.skew.least_width = 0.0;
  bad.basis.down = 1.5;
  bad.discount.loss = 0.5;
  bad.im_factor = 0.5;
  bad.depeg.threshold = -1.0;
  bad.im_perp = -1.0;
  bad.im_option = -1.0;
  bad.confidence_threshold = -1.0;
  bad.collateral[0].initial = 0.005;
  bad.manager = {btc, eth, AssetId{7}};
  const auto venue = venue::derive_portfolio_margin_2(bad);
  std::vector<std::string> fields;
  for (const Fault& fault : venue.faults()) fields.push_back(fault.field);
  CHECK(fields == std::vector<std::string>{"haircut.maintenance", "basis_charge.down", "scenario_list.skew", "scenario_list.weight",
                                           "volatility_term.short_power", "skew_term.least_width", "expiry_discount.loss",
                                           "scaled_margin.maintenance_factor", "depeg.threshold", "coin_charge.futures.initial",
                                           "naked_short_margin.initial", "certainty_charge.threshold", "certainty_charge.leader"});
  CHECK_FALSE(venue.price(*Listing::from(derive_chain()), derive_market()));
}
