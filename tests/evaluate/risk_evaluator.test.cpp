#include "bulwark/evaluate/risk_evaluator.hpp"

#include <limits>

#include "bulwark/margin/basis_charge.hpp"
#include "bulwark/var/historical_var.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/same_table.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
const Listing listing = *Listing::from(chain());

std::vector<std::string> fields(const Faults& faults) {
  std::vector<std::string> names;
  for (const Fault& fault : faults) names.push_back(fault.field);
  return names;
}

/// Asks for scenarios of the wrong shape.
struct CarelessMargin {
  ScenarioSet set;
  ScenarioSet scenarios(const MarketState&) const { return set; }
  Requirement requirement(const ValuedAccount&, const Profits&) const noexcept { return {}; }
};

}  // namespace

TEST_CASE("faults of all five policies are reported together, and nothing is priced", "[evaluate][risk_evaluator][faults]") {
  const RiskEvaluator venue{
      Haircut{.otherwise = {2.0, 0.1}}, sum_of(ScenarioMargin{.grid = {.price_range = not_a_number}}, ShortOptionFloor{-1.0}), Black{},
      HistoricalVar{.history = {.assets = 1, .log_return = {0.0}}, .tail = 2.0}, HealthThreshold{.close_fraction = 0.0}};
  const std::vector<std::string> expected{"haircut", "shock_grid.price_range", "short_option_floor.rate", "historical_var.tail",
                                          "health_threshold.close_fraction"};
  CHECK(fields(venue.faults()) == expected);
  CHECK(fields(venue.price(listing, three_assets()).faults()) == expected);
  CHECK(fields(venue.price_var(listing, three_assets()).faults()) == expected);
  CHECK(fields(venue.evaluate(Account{}, three_assets()).faults()) == expected);
}

TEST_CASE("a composition without a value-at-risk policy cannot be asked for one", "[evaluate][risk_evaluator]") {
  const auto has_var = [](const auto& venue) {
    return requires { venue.price_var(listing, MarketState{}); };
  };
  CHECK_FALSE(has_var(RiskEvaluator{no_haircut(), ShortOptionFloor{0.01}, Black{}, NoVar{}, HealthThreshold{}}));
  CHECK(has_var(RiskEvaluator{no_haircut(), ShortOptionFloor{0.01}, Black{}, HistoricalVar{.history = {.assets = 1, .log_return = {0.0}}},
                              HealthThreshold{}}));
}

TEST_CASE("scenarios of the wrong shape are refused before they are read", "[evaluate][risk_evaluator][faults]") {
  const auto refused = [](const ScenarioSet& set) {
    return !RiskEvaluator{no_haircut(), CarelessMargin{set}, Black{}, NoVar{}, HealthThreshold{}}.price(listing, three_assets());
  };
  const ScenarioSet good = grid().scenarios(3);
  CHECK_FALSE(refused(good));
  CHECK(refused({}));
  CHECK(refused(grid().scenarios(2)));
  ScenarioSet bad = good;
  bad.vol_move.pop_back();
  CHECK(refused(bad));
  bad = good;
  bad.price_move[5] = -1.0;
  CHECK(refused(bad));
  bad.price_move[5] = not_a_number;
  CHECK(refused(bad));
}

TEST_CASE("a script is told every fault of its account and of its market", "[evaluate][risk_evaluator][faults]") {
  const auto venue = portfolio_venue();
  const Account bad{.positions = {{LinearFuture{btc}, not_a_number, 1.0}, {LinearFuture{eth}, 1.0, -1.0}}, .cash = not_a_number};
  CHECK(fields(venue.evaluate(bad, three_assets()).faults()) ==
        std::vector<std::string>{"account.cash", "position.quantity", "position.entry_price"});
  CHECK(fields(venue.evaluate({.positions = {{VanillaOption{btc, OptionSide::put, not_a_number, july}, 1.0}}}, three_assets()).faults()) ==
        std::vector<std::string>{"listing.strike"});
  MarketState market = three_assets();
  market.assets[0].spot = not_a_number;
  market.assets[1].volatility = FlatVolatility{-1.0};
  CHECK(fields(venue.evaluate({.positions = {{LinearFuture{btc}, 1.0, 1.0}}}, market).faults()) ==
        std::vector<std::string>{"market.spot", "volatility.volatility"});
  CHECK(fields(venue.evaluate({.positions = {{Spot{AssetId{9}}, 1.0}}}, three_assets()).faults()) ==
        std::vector<std::string>{"listing.asset"});
  CHECK(fields(venue.evaluate({.positions = {{LinearFuture{btc, now - std::chrono::days{1}}, 1.0, 1.0}}}, three_assets()).faults()) ==
        std::vector<std::string>{"listing.expiry"});
  CHECK(fields(venue
                   .evaluate({.positions = {{VanillaOption{sol, OptionSide::put, 100.0, july}, 1.0}}},
                             {.now = now, .assets = {{.spot = 1.0}, {.spot = 1.0}, {.spot = 160.0}}})
                   .faults()) == std::vector<std::string>{"market.volatility"});
  CHECK(venue.evaluate(Account{}, three_assets())->verdict.is_healthy());
}

TEST_CASE("a script's marks go by position, so no contract is named twice beside them", "[evaluate][risk_evaluator][faults]") {
  const Account account{
      .positions = {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{eth}, 1.0, 1.0}}};
  MarketState market = three_assets();
  CHECK(tiered_venue().evaluate(account, market));
  market.marks = {104'000.0, 104'000.0};  // the second would be ether's
  CHECK(fields(tiered_venue().evaluate(account, market).faults()) == std::vector<std::string>{"position.instrument"});
  market = three_assets();
  market.certainties = {1.0, 0.5};
  CHECK(fields(tiered_venue().evaluate(account, market).faults()) == std::vector<std::string>{"position.instrument"});
}

TEST_CASE("a report with a number that is not finite is unknown, whoever made it", "[evaluate][risk_evaluator][A18]") {
  struct Infinite {
    Requirement requirement(const ValuedAccount&, const Profits&) const noexcept {
      return {.initial = std::numeric_limits<double>::infinity(), .maintenance = 1.0};
    }
  };
  const RiskEvaluator venue{no_haircut(), Infinite{}, Black{}, NoVar{}, HealthThreshold{}};
  CHECK(is_unknown(*venue.evaluate({.positions = {}, .cash = 1e9}, three_assets())));
}

TEST_CASE("health is resources over requirement, and none where nothing is required", "[evaluate][risk_evaluator]") {
  const RiskReport report = *tiered_venue().evaluate({.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 2'080.0}, three_assets());
  REQUIRE(report.health);
  CHECK(*report.health == 2.0);
  CHECK(report.initial_surplus() == 0.0);
  CHECK(report.maintenance_surplus() == 1'040.0);
}

TEST_CASE("a bad feed of an asset that the account does not hold is none of its business", "[evaluate][risk_evaluator]") {
  const RiskEvaluator venue{no_haircut(), NotionalMargin{.rate = {0.02, 0.01}}, Black{}, NoVar{}, HealthThreshold{}};
  const Account account{.positions = {{Spot{AssetId{0}}, 1.0}}, .cash = 5.0};
  const MarketState good{.now = {}, .assets = {{.spot = 100.0}, {.spot = 10.0}}};
  MarketState bad = good;
  bad.assets[1].spot = std::numeric_limits<double>::quiet_NaN();
  CHECK(venue.evaluate(account, bad)->equity == venue.evaluate(account, good)->equity);
  CHECK_FALSE(venue.evaluate({.positions = {{Spot{AssetId{1}}, 1.0}}, .cash = 5.0}, bad).has_value());
}

TEST_CASE("coins that are left to the scenarios need a scenario that moves them", "[evaluate][risk_evaluator][faults]") {
  const Haircut moving{.of_asset = {{.in_scenarios = true}}};
  const RiskEvaluator venue{moving, NotionalMargin{.rate = {0.02, 0.01}}, Black{}, NoVar{}, HealthThreshold{}};
  const auto refused = venue.evaluate({.positions = {{Spot{AssetId{0}}, 1.0}}}, {.now = {}, .assets = {{.spot = 100.0}}});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.faults().front().code == FaultCode::missing);
}

TEST_CASE("coins that are to move with the scenarios need a set that accounts are summed over", "[evaluate][risk_evaluator][faults]") {
  const Haircut moving{.otherwise = {.in_scenarios = true}};
  const BasisCharge basis{1.05, 0.95, 1.0, 1.0};
  const auto without = RiskEvaluator{moving, basis, Black{}, NoVar{}, HealthThreshold{}}.price(listing, three_assets());
  CHECK(fields(without.faults()) == std::vector<std::string>(3, "collateral.in_scenarios"));
  CHECK(RiskEvaluator{moving, sum_of(basis, ScenarioMargin{.grid = grid()}), Black{}, NoVar{}, HealthThreshold{}}.price(listing,
                                                                                                                        three_assets()));
}

TEST_CASE("parameters that no policy reads are refused with those that one does", "[evaluate][risk_evaluator]") {
  const Faults unread{{FaultCode::negative, "venue.fee", {}, -1.0}};
  const auto venue = RiskEvaluator{no_haircut(), ShortOptionFloor{-0.01}, Black{}, NoVar{}, HealthThreshold{}, nullptr, unread};
  const Faults found = venue.price(*Listing::from(chain()), three_assets()).faults();
  REQUIRE(found.size() == 2);
  CHECK(std::string{found[0].field} == "venue.fee");
}

TEST_CASE("a tick brought up to a market is that market's, and says how many rows it took", "[evaluate][risk_evaluator]") {
  on_every_venue([](const auto& venue) {
    const MarketState before = three_assets();
    MarketState market = before;
    market.assets[0].forwards[0].forward *= 1.01;
    market.assets[2].spot = not_a_number;
    auto tick = *venue.price(listing, before);
    const auto done = venue.refresh(tick, listing, before, market);
    REQUIRE(done);
    CHECK(done->rows == 13 + 29);  // one expiry of one asset, and another asset whole
    const auto anew = *venue.price(listing, market);
    CHECK(first_difference(tick.table(), anew.table()) == "");
    CHECK(fields(tick.faults()) == fields(anew.faults()));
  });
}

TEST_CASE("one mark more leaves the table where it is and asks for little memory", "[evaluate][risk_evaluator]") {
  const auto venue = portfolio_venue();
  MarketState before = three_assets();
  before.marks.resize(static_cast<std::size_t>(listing.rows()));
  MarketState market = before;
  market.marks[1] = 2'561.0;
  auto tick = *venue.price(listing, before);
  const double* table = tick.table().row(0);
  std::size_t anew = 0;
  const std::size_t asked =
      allocations_during([&] { anew = static_cast<std::size_t>(venue.refresh(tick, listing, before, market)->rows); });
  CHECK(anew == 1);
  CHECK(asked < 120);  // a table, its terms and scenarios take none; what is asked of policies does
  CHECK(tick.table().row(0) == table);
}

TEST_CASE("a tick whose policies ask for scenarios that cannot be priced stays what it was", "[evaluate][risk_evaluator][faults]") {
  const auto with = [](double range) {
    return RiskEvaluator{no_haircut(), ScenarioMargin{.grid = {.price_range = range}}, Black{}, NoVar{}, HealthThreshold{}};
  };
  auto tick = *with(0.16).price(listing, three_assets());
  CHECK_FALSE(with(-1.0).refresh(tick, listing, three_assets(), three_assets()));
  CHECK(first_difference(tick.table(), with(0.16).price(listing, three_assets())->table()) == "");
}
