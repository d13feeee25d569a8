// What settlement, coverage and the risk of failure say of real disasters: our settings give the verdict that would have stopped them,
// settings as they were give the decision that was taken, and controls stay green.

#include <array>
#include <chrono>
#include <cmath>
#include <type_traits>
#include <vector>

#include "bulwark/collateral/backing.hpp"
#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/depeg_charge.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/math/stressed_correlation.hpp"
#include "bulwark/oracle/priced_in.hpp"
#include "bulwark/pricing/bachelier.hpp"
#include "bulwark/pricing/black.hpp"
#include "bulwark/protection/coverage.hpp"
#include "bulwark/protection/leveraged_product.hpp"
#include "bulwark/protection/scenario_reach.hpp"
#include "bulwark/scenario/forward.hpp"
#include "bulwark/scenario/shock_grid.hpp"
#include "bulwark/settlement/settle_accounts.hpp"
#include "bulwark/var/correlated_risk.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr Timestamp expiry{std::chrono::sys_days{std::chrono::year{2020} / 4 / 21}};
constexpr AssetId oil{0};
const CoverageRule house;

/// In the suite's words.
std::string word(CoverageVerdict verdict) {
  return verdict == CoverageVerdict::under_covered ? "UNDER_COVERED" : verdict == CoverageVerdict::covered ? "ACCEPT" : "PRICE_INVALID";
}

/// A grid of price moves alone, and how far it reaches down.
double reach_down(double range) { return scenario_reach(ShockGrid{.price_range = range}.scenarios(1), AssetId{0}).fall; }

}  // namespace

TEST_CASE("INC14: a margin for 4 euro does not bear a spread that moves by 5.56, and history had said 1.6", "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase spread = (*incidents)["INC14a"];
  const double model = spread.given("model_max"), move = spread.given("move"), history = spread.given("hist_max");
  const Coverage coverage = house.of(model, move);
  CHECK(spread.expects("coverage", coverage.share));
  CHECK(spread.expects("multiple_of_history", house.of(history, move).multiple));
  CHECK(word(coverage.verdict) == spread.verdict());
  // As it was: history alone was asked, and it was borne more than twice.
  CHECK(house.of(model, history).verdict == CoverageVerdict::covered);
  CHECK(house.of(model, std::array{history, move}).worst == 1);
}

TEST_CASE("INC16: oil at -37.63 is a price: futures settle at it, a lognormal model refuses it, a normal one does not",
          "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase lots = (*incidents)["INC16a"], black = (*incidents)["INC16b"], normal = (*incidents)["INC16c"];

  const auto listing = Listing::from(std::vector<ListedInstrument>{{.id = "CLK20", .instrument = LinearFuture{oil, expiry}}});
  REQUIRE(listing);
  const double cash = lots.given("equity");
  const std::vector<Account> accounts{{.positions = {{LinearFuture{oil, expiry}, lots.given("qty"), lots.given("entry")}}, .cash = cash},
                                      {.positions = {{LinearFuture{oil, expiry}, -lots.given("qty"), lots.given("entry")}}, .cash = 0.0}};
  const auto settled = settle_accounts<Int128>(*listing, accounts, expiry, std::array{std::optional{lots.given("mark")}});
  REQUIRE(settled);
  const SettlementDecimals decimals;
  CHECK(lots.expects("pnl", from_units<Int128>(settled->flows[0].payment, decimals.quote)));
  CHECK(settled->flows[0].payment + settled->flows[1].payment + settled->assets[0].rest == 0);
  const double equity = after_expiry<Int128>(accounts[0], expiry, std::span{settled->flows}.first(1)).cash;
  CHECK(lots.expects("equity_after", equity));
  const Verdict verdict = HealthThreshold{}.verdict({.equity = equity, .resources = {equity, equity}});
  CHECK((verdict.is_liquidatable() && lots.verdict() == "LIQUIDATABLE"));
  CHECK(HealthThreshold{}.verdict({.equity = cash, .resources = {cash, cash}}).is_healthy());

  // As the lognormal models see it: no value, and a market that is said to be at fault; never a number, never healthy.
  const Claim<double> claim{black.given("forward"), black.given("strike"), black.given("vol"), black.given("t"), -1.0};
  CHECK_FALSE(is_finite(black_value(claim)));
  const AssetMarket market{.spot = black.given("forward")};
  const Faults found = faults(market, expiry, 0);
  REQUIRE(found.size() == 1);
  CHECK((found[0].code == FaultCode::not_positive && black.verdict() == "DOMAIN_ERROR"));
  const RiskEvaluator venue{no_haircut(), NotionalMargin{.rate = {0.1, 0.05}}, JumpDiffusion{}, NoVar{}, HealthThreshold{}};
  const auto report = venue.evaluate({.positions = {{LinearFuture{oil}, 1.0, 10.0}}, .cash = 1e6}, {.now = expiry, .assets = {market}});
  CHECK((!report || !report->verdict.is_known()));

  const Claim<double> put{normal.given("forward"), normal.given("strike"), normal.given("normal_vol"), normal.given("t"), -1.0};
  const double value = bachelier_value(put);
  CHECK((is_finite(value) && value >= put.strike - put.forward && normal.verdict() == "FINITE"));
}

TEST_CASE("INC17: volatility doubles in a day: the inverse product ends, and a grid that goes half way covers 0.43",
          "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase futures = (*incidents)["INC17a"], product = (*incidents)["INC17b"], grid = (*incidents)["INC17c"];
  const auto first = futures.list("f1"), second = futures.list("f2");
  CHECK(futures.expects("m1", relative_move(first[0], first[1])));
  CHECK(futures.expects("m2", relative_move(second[0], second[1])));
  CHECK(futures.verdict() == "REPORT");

  const LeveragedProduct inverse{.leverage = product.given("leverage"), .termination_drop = 0.8};
  const double move = product.given("index_move"), value = product.given("nav");
  CHECK(product.expects("nav_after", inverse.after(value, move)));
  CHECK(product.expects("drop", inverse.drop(move)));
  CHECK((inverse.is_terminated(move) == true && product.verdict() == "TERMINATION"));
  CHECK(inverse.is_terminated(0.3) == false);
  CHECK(inverse.rebalance(value, move) == 2.0 * value * move);  // bought into the rise that made it necessary

  const ScenarioReach reach =
      scenario_reach(ShockGrid{.price_range = 0.16, .vol_up = grid.given("vol_shock_up_in_grid")}.scenarios(1), AssetId{0});
  const Coverage coverage = house.of(reach.volatility_rise, relative_move(17.31, 37.32));
  CHECK(grid.expects("coverage", coverage.share));
  CHECK(word(coverage.verdict) == grid.verdict());
  CHECK(house.of(scenario_reach(ShockGrid{.price_range = 0.16, .vol_up = 1.2}.scenarios(1), AssetId{0}).volatility_rise, 1.156).verdict ==
        CoverageVerdict::covered);
}

TEST_CASE("INC18: a peg goes, and two per cent of margin meets a fall of twenty-nine", "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  for (const char* id : {"INC18a", "INC18b"}) {
    const IncidentCase peg = (*incidents)[id];
    const double fall = -relative_move(peg.given("from"), peg.given("to"));
    const Coverage coverage = house.of(reach_down(peg.given("margin")), fall);
    CHECK(peg.expects("loss_over_margin", coverage.multiple));
    CHECK(word(coverage.verdict) == peg.verdict());
    if (std::string{id} == "INC18a") CHECK(peg.expects("move", fall));
    CHECK(house.of(reach_down(0.30), fall).verdict == CoverageVerdict::covered);
    CHECK(house.of(reach_down(peg.given("margin")), 0.01).verdict == CoverageVerdict::covered);  // a day under the floor
  }
}

TEST_CASE("INC19: six to ten per cent of twenty billion does not bear five and a half", "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase swaps = (*incidents)["INC19a"];
  const double gross = swaps.given("gross"), loss = swaps.given("loss");
  const auto margins = swaps.list("margin");
  const Coverage low = house.of(margins[0] * gross, loss), high = house.of(margins[1] * gross, loss);
  CHECK(swaps.expects("coverage_low", low.share));
  CHECK(swaps.expects("coverage_high", high.share));
  CHECK(swaps.expects("loss_pct", house.of(loss, gross).share));
  CHECK((word(low.verdict) == swaps.verdict() && word(high.verdict) == swaps.verdict()));
  CHECK(house.of(0.30 * gross, loss).verdict == CoverageVerdict::covered);
}

TEST_CASE("INC20: ten trades that are one trade: risk is threefold when correlations go to one", "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase balance = (*incidents)["INC20a"], trades = (*incidents)["INC20b"];
  const double assets = balance.given("assets");
  // Leverage: what each unit of equity has to bear.
  CHECK(balance.expects("before", house.of(balance.given("equity"), assets).multiple));
  CHECK(balance.expects("after", house.of(balance.given("equity_after"), assets).multiple));
  CHECK(balance.verdict() == "REPORT");

  const auto n = static_cast<std::size_t>(trades.given("n"));
  const std::vector<double> alone(n, trades.given("var_each")), side(n, 1.0);
  std::vector<double> correlation(n * n, trades.list("rho")[0]);
  for (std::size_t i = 0; i < n; ++i) correlation[i * n + i] = 1.0;
  const double claimed = correlated_risk(alone, correlation);
  stress_correlation(correlation, side, trades.list("rho")[1]);
  const double stressed = correlated_risk(alone, correlation);
  const DiversificationLimit limit{.most = 2.0};
  CHECK(trades.expects("rho0", claimed));
  CHECK(trades.expects("rho1", stressed));
  CHECK(trades.expects("ratio", limit.ratio(claimed, stressed)));
  CHECK((limit.verdict(claimed, stressed) == DiversificationVerdict::relies_on_correlation && trades.verdict() == "CORRELATION_STRESS"));
  CHECK(limit.verdict(claimed, 1.5 * claimed) == DiversificationVerdict::sound);
  CHECK(DiversificationLimit{.most = 1e9}.verdict(claimed, stressed) == DiversificationVerdict::sound);  // as it was: nobody asked
}

namespace {
struct Dollars;
struct Ether;
struct CbEther;

/// What a lending market takes for the price of its collateral.
constexpr double collateral_value(double coins, PricedIn<Dollars, CbEther> price) { return coins * price.value; }
template <class Price>
concept IsCollateralPrice = requires(Price price) {
  collateral_value(1.0, price);
};
}  // namespace

TEST_CASE("INC25: ether per staked ether is no price in dollars, and does not compile as one", "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase feed = (*incidents)["INC25b"];
  using Feed = PricedIn<Ether, CbEther>;
  STATIC_REQUIRE_FALSE(IsCollateralPrice<Feed>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<Feed, PricedIn<Dollars, CbEther>>);
  STATIC_REQUIRE(IsCollateralPrice<decltype(Feed{1.12}.in(PricedIn<Dollars, Ether>{1'964.0}))>);
  CHECK(feed.verdict() == "COMPILE_ERROR");
  CHECK(collateral_value(1.0, Feed{1.12}.in(PricedIn<Dollars, Ether>{2'000.0})) == 2'240.0);
}

TEST_CASE("INC28: a coin that is two thirds another coin loses two thirds of what that one does", "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase coins = (*incidents)["INC28b"];
  const double held = coins.json("exposure").at("deUSD").get<double>();
  const std::array share{0.0, 0.0, held, 0.0};
  const std::array own{coins.given("loss"), 0.0};
  const Backing backing{share};
  std::array<double, 2> loss{};
  backing.look_through(own, loss);
  CHECK(coins.expects("deUSD_first_round_loss", backing.first_round(1, own)));
  CHECK(loss[1] == backing.first_round(1, own));
  CHECK((backing.verdict(own, loss) == ContagionVerdict::contagion && coins.verdict() == "CONTAGION"));
}

TEST_CASE("INC29: a module of 44 million does not bear a hole of 124", "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase bridge = (*incidents)["INC29b"];
  const Coverage coverage = house.of(bridge.given("safety"), bridge.given("bad_debt"));
  CHECK(bridge.expects("coverage", coverage.share));
  CHECK(word(coverage.verdict) == bridge.verdict());
}

TEST_CASE("INC35: a dollar at 0.87 costs every contract, and one at 0.985 costs none", "[incidents][settlement]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase low = (*incidents)["INC35a"], control = (*incidents)["INC35b"];
  const DepegCharge charge{{.threshold = low.given("threshold"), .factor = low.given("factor")}};
  // Through a venue: a future on 100,000 of notional, margined for nothing but the peg.
  const RiskEvaluator venue{no_haircut(), charge, JumpDiffusion{}, NoVar{}, HealthThreshold{}};
  const double notional = low.given("underlying_notional");
  const Account account{.positions = {{LinearFuture{AssetId{0}}, 1.0, notional}}, .cash = low.given("cash")};
  const auto at = [&](double quote_price) {
    return venue.evaluate(account, {.now = expiry, .assets = {{.spot = notional}}, .quote_price = quote_price});
  };
  const auto report = at(low.given("stable_price"));
  REQUIRE(report);
  CHECK(low.verdict() == "REPORT");
  CHECK(low.expects("contingency", report->requirement.initial));
  const auto calm = at(control.given("stable_price"));
  REQUIRE(calm);
  CHECK((calm->requirement.initial == 0.0 && charge.depeg.loss(control.given("stable_price")) == 0.0 && control.verdict() == "ACCEPT"));
}
