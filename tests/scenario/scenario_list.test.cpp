#include "bulwark/scenario/scenario_list.hpp"

#include <limits>

#include "bulwark/laws/specimens.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

/// Profit of one listed contract, quote, under each scenario of the list.
std::vector<double> profits_of(const ScenarioList& list, const Instrument& instrument, std::optional<double> mark = {},
                               AssetId settlement = AssetId::quote) {
  MarketState market = three_assets();
  market.marks = {mark};
  const Listing listing = *Listing::from({{{.id = "one", .instrument = instrument, .settlement = settlement}}});
  const ScenarioSet sets[] = {list.set(std::ssize(market.assets))};
  const Priced priced = price_market(listing, market, Black{}, sets, InScenarios{});
  const std::span<const double> all = priced.table.profits(0, 0);
  return {all.begin(), all.end()};
}

double worth(const MarketState& market, double strike, Timestamp expiry, double spot_factor, double volatility) {
  const ForwardPoint& point = market[btc].forwards[expiry == july ? 0 : 1];
  return point.discount * black_value(Claim<double>{point.forward * spot_factor, strike, volatility, years_between(now, expiry), 1.0});
}

}  // namespace

TEST_CASE("a list is a set in which every asset moves by itself, all by the same share", "[scenario][scenario_list]") {
  const ScenarioList list{.scenarios = {{.price = 1.25, .vol = 0.5}, {.price = 0.5, .vol = -0.25, .weight = 0.125}},
                          .term = {.short_power = 0.3},
                          .by_expiry = ExpiryDiscount{.gain = 0.9},
                          .leader = {btc, btc, sol},
                          .years_later = 0.01};
  const ScenarioSet set = list.set(3);
  CHECK(faults(set, 3).empty());
  CHECK(set.scenarios == 2);
  CHECK(set.assets == 3);
  CHECK(set.price_move == std::vector<double>{0.25, 0.25, 0.25, -0.5, -0.5, -0.5});
  CHECK(set.vol_move == std::vector<double>{0.5, 0.5, 0.5, -0.25, -0.25, -0.25});
  CHECK(set.weight == std::vector<double>{1.0, 1.0, 1.0, 0.125, 0.125, 0.125});
  CHECK(set.coin_weight.empty());
  CHECK_FALSE(set.joint);
  CHECK(set.numeraire == Numeraire::quote);
  CHECK(set.netting() == Netting::asset);
  CHECK(set.term.short_power == 0.3);
  CHECK(set.leader == list.leader);
  CHECK(set.years_later == 0.01);
  CHECK(set.is_by_expiry());
  CHECK(set.by_expiry->gain == 0.9);
}

TEST_CASE("a set that bends no smile carries no skew", "[scenario][scenario_list]") {
  const ScenarioList straight{.scenarios = {{}, {.price = 1.1}}, .skew = {.least_width = 0.5}};
  CHECK(straight.set(1).skew.empty());
  ScenarioList bent = straight;
  bent.scenarios.push_back({.skew = Skew::absolute});
  CHECK(bent.set(1).skew == std::vector<Skew>{Skew::none, Skew::none, Skew::absolute});
  CHECK(bent.set(1).skew_term.least_width == 0.5);
  CHECK(faults(bent.set(1), 1).empty());
}

TEST_CASE("an asset may have scenarios of its own", "[scenario][scenario_list]") {
  const ScenarioList list{.scenarios = {{.price = 0.875}, {.price = 1.125, .weight = 0.5}},
                          .of_asset = {{}, {{.price = 0.75}, {.price = 1.5}}}};
  CHECK(list.faults().empty());
  CHECK(profits_of(list, LinearFuture{btc}) == std::vector<double>{-13'000.0, 6'500.0});
  CHECK(profits_of(list, LinearFuture{eth}) == std::vector<double>{-640.0, 1'280.0});
  CHECK(profits_of(list, LinearFuture{sol}) == std::vector<double>{-20.0, 10.0});
}

TEST_CASE("a volatility moves by a share of itself, or by so much", "[scenario][scenario_list]") {
  const MarketState market = three_assets();
  const Instrument option = VanillaOption{btc, OptionSide::call, 104'000.0, july};
  const auto moved = profits_of({.scenarios = {{.vol = 0.25}, {.vol_shift = 0.125}, {.vol_shift = -0.125}, {.vol_shift = -9.0}}}, option);
  CHECK_THAT(moved[0], WithinRel(moved[1], 1e-12));  // a quarter of 0.5
  const double today = worth(market, 104'000.0, july, 1.0, 0.5);
  CHECK_THAT(moved[2], WithinRel(worth(market, 104'000.0, july, 1.0, 0.375) - today, 1e-12));
  CHECK_THAT(moved[3], WithinRel(worth(market, 104'000.0, july, 1.0, 0.0) - today, 1e-12));  // no volatility is the least there is
}

TEST_CASE("prices of an asset move by the same share, or by the same amount", "[scenario][scenario_list]") {
  const ScenarioList shares{.scenarios = {{.price = 0.875}}};
  ScenarioList amounts = shares;
  amounts.is_parallel = true;
  const double mark = 130'000.0, amount = -13'000.0;
  CHECK(profits_of(shares, LinearFuture{btc, july}, mark)[0] == -16'250.0);
  CHECK_THAT(profits_of(amounts, LinearFuture{btc, july}, mark)[0], WithinRel(amount, 1e-14));
  // One dollar of an inverse future is worth 1 - entry / price: here in quote, after the move.
  CHECK_THAT(profits_of(amounts, InverseFuture{btc}, mark, btc)[0],
             WithinRel(0.875 * 104'000.0 * (1.0 / mark - 1.0 / (mark + amount)), 1e-13));
  const MarketState market = three_assets();
  const double forward = market[btc].forwards[1].forward;
  CHECK_THAT(profits_of(amounts, VanillaOption{btc, OptionSide::call, 104'000.0, december})[0],
             WithinRel(worth(market, 104'000.0, december, (forward + amount) / forward, 0.5) - worth(market, 104'000.0, december, 1.0, 0.5),
                       1e-12));
}

TEST_CASE("a price that a parallel move takes below nothing is unknown", "[scenario][scenario_list]") {
  const ScenarioList list{.scenarios = {{.price = 0.25}}, .is_parallel = true};
  CHECK_FALSE(is_finite(profits_of(list, LinearFuture{btc, july}, 70'000.0)[0]));
  CHECK(is_finite(profits_of(list, LinearFuture{btc, july}, 80'000.0)[0]));
}

TEST_CASE("lists are refused with every fault", "[scenario][scenario_list][faults]") {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(said(ScenarioList{.scenarios = {}}.faults()) == std::vector<std::string>{"scenario_list.scenarios must not be empty"});
  CHECK(said(ScenarioList{.scenarios = {{.price = 1.0}, {.price = 0.0, .vol_shift = nothing}}, .of_asset = {{}, {{.weight = -1.0}}}}
                 .faults()) == std::vector<std::string>{"scenario_list.price[1] must be positive, got 0",
                                                        "scenario_list.vol_shift[1] must be finite, got nan",
                                                        "scenario_list.of_asset[1] has the wrong length, got 1",
                                                        "scenario_list.weight[0,1] is out of range, got -1"});
}

TEST_CASE("what is wrong with any part of a list is reported by its name", "[scenario][scenario_list][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(ScenarioList{.scenarios = {{}}}.faults().empty());
  const ScenarioList bad{.scenarios = {{.price = 0.0}, {.vol = nan}, {.weight = -1.0}, {.price = 1.25, .skew = Skew::linear}},
                         .term = {.least_days = 0.0},
                         .skew = {.least_width = -1.0},
                         .by_expiry = ExpiryDiscount{.gain = 2.0}};
  CHECK(said(bad.faults()) ==
        std::vector<std::string>{"scenario_list.price[0] must be positive, got 0", "scenario_list.vol[1] must be finite, got nan",
                                 "scenario_list.weight[2] is out of range, got -1", "scenario_list.skew[3] is out of range, got 1.25",
                                 "volatility_term.least_days must be positive, got 0", "skew_term.least_width must be positive, got -1",
                                 "expiry_discount.gain is out of range, got 2"});
}

TEST_CASE("no asset's own price may move where the smile is bent", "[scenario][scenario_list][faults]") {
  const ScenarioList list{.scenarios = {{}, {.skew = Skew::linear}}, .of_asset = {{}, {{.price = 1.5}, {.price = 1.25}}}};
  CHECK(said(list.faults()) == std::vector<std::string>{"scenario_list.skew[1,1] is out of range, got 1.25"});
}
