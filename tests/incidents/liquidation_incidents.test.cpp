// What liquidation, its postcondition and its permissions say of real disasters.

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/evaluate/postcondition.hpp"
#include "bulwark/evaluate/takeover.hpp"
#include "bulwark/liquidation/liquidation_rights.hpp"
#include "bulwark/liquidation/seizure.hpp"
#include "bulwark/liquidation/surplus_line.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr AssetId deposit{0}, owed{1};

/// A lending pool in which the deposit counts for `threshold` of its value.
auto pool(double threshold) {
  return RiskEvaluator{LoanToValue{.of_asset = {{threshold, threshold}, {0.0, 0.0}}}, DebtMargin{}, Black{}, NoVar{}, HealthThreshold{}};
}

MarketState two_coins(double deposit_price, double owed_price) {
  return {.now = Timestamp{}, .assets = {{.spot = deposit_price}, {.spot = owed_price}}};
}

Account loan(double deposited, double debt) { return {.positions = {{Spot{deposit}, deposited}, {Spot{owed}, -debt}}}; }

/// One that the house's rules have nothing against but what the case is about.
LiquidationRequest asked(double loan_to_value) {
  return {.liquidator = OwnerId{1},
          .owner = OwnerId{2},
          .verdict = {Standing::liquidatable, 1.0},
          .are_prices_set = true,
          .is_collateral = true,
          .has_some = true,
          .loan_to_value = loan_to_value};
}

/// Debt over deposits, nothing weighed: the inverse of health in a pool that counts deposits in full.
double loan_to_value(const Account& account, const MarketState& market) { return 1.0 / *pool(1.0).evaluate(account, market)->health; }

}  // namespace

TEST_CASE("INC04: the penalty on what was liquidated is what the seizure takes on top", "[incidents][liquidation]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase dai = (*incidents)["INC04c"];
  const SeizureTerms<double> terms{.debt_price = 1.0,
                                   .debt_unit = 1.0,
                                   .deposit_price = 1.0,
                                   .deposit_unit = 1.0,
                                   .bonus = 1.0 + dai.given("penalty"),
                                   .fee_share = 0.0};
  const Seizure<double> taken = terms.seize(dai.given("liquidated"), 1e12);
  CHECK(dai.expects("penalty_dai", taken.seized() - taken.repaid));
  CHECK(dai.verdict() == "REPORT");
}

TEST_CASE("INC06: a short of a thin coin reaches the toxic frontier nine per cent above its liquidation", "[incidents][liquidation]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase price = (*incidents)["INC06a"], toxic = (*incidents)["INC06b"], worse = (*incidents)["INC06c"],
                     control = (*incidents)["INC06d-control"];
  const Account curve = loan(price.given("collateral"), price.given("debt_units"));
  const MarketState before = two_coins(1.0, 0.5);
  const auto safe = liquidation_price(pool(price.given("lt")), curve, before, {.asset = owed});
  REQUIRE((safe && safe->above()));
  CHECK(price.expects("p_liq", *safe->above()));
  CHECK(price.verdict() == "REPORT");

  const ToxicFrontier frontier{.threshold = price.given("lt"), .bonus = toxic.given("bonus")};
  REQUIRE(frontier.faults().empty());
  CHECK(toxic.expects("frontier_ltv", frontier.loan_to_value()));
  const auto helped = liquidation_price(pool(frontier.loan_to_value()), curve, before, {.asset = owed});
  REQUIRE((helped && helped->above()));
  CHECK(toxic.expects("p_toxic", *helped->above()));
  CHECK(toxic.expects("move_from_p_liq_pct", *helped->above() / *safe->above() - 1.0));
  // The house stops paying the bonus there; the pool of that day paid on.
  const LiquidationRights house{.frontier = frontier}, as_was{};
  const double below = loan_to_value(curve, two_coins(1.0, *helped->above() * 0.999)),
               above = loan_to_value(curve, two_coins(1.0, *helped->above() * 1.001));
  CHECK((house.permits(asked(below), {}) && as_was.permits(asked(below), {})));
  CHECK((house.refusal(asked(above), {}) == LiquidationRefusal::bonus_would_harm && toxic.verdict() == "STOP_BONUS_LIQUIDATION_ABOVE"));
  CHECK(as_was.permits(asked(above), {}));

  const auto after = [&](const IncidentCase& c) {
    const ToxicFrontier unweighed{.threshold = 1.0, .bonus = c.given("bonus")};
    return 1.0 / unweighed.health_after(1.0, c.given("ltv"), c.given("repay_fraction") * c.given("ltv"));
  };
  CHECK(worse.expects("r", worse.given("repay_fraction") * worse.given("ltv")));
  CHECK(worse.expects("ltv_after", after(worse)));
  CHECK((after(worse) > worse.given("ltv") && !house.permits(asked(worse.given("ltv")), {}) && worse.verdict() == "HEALTH_DECREASES"));
  CHECK(control.expects("ltv_after", after(control)));
  CHECK(
      (after(control) < control.given("ltv") && house.permits(asked(control.given("ltv")), {}) && control.verdict() == "HEALTH_INCREASES"));
}

TEST_CASE("INC08: twenty per cent of the notional must stay, so that nobody withdraws down to the liquidation price",
          "[incidents][liquidation]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase ether = (*incidents)["INC08a"], impact = (*incidents)["INC08b"], profit = (*incidents)["INC08c"];
  const double coins = ether.given("eth"), price = ether.given("price"), withdrawn = profit.given("withdrawn");
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = price}}};
  const venue::LeverageSchedule then{{0.0, 50.0}}, since{{0.0, 25.0}};
  const auto as_was = venue::hyperliquid_transfers({.schedules = {then}, .transfer_share = 0.0});
  const auto house = venue::hyperliquid_transfers({.schedules = {since}, .transfer_share = ether.given("ratio")});
  // After the withdrawal, two per cent and a little are left.
  const double left = 0.021 * coins * price;
  const Account whale{.positions = {{LinearFuture{AssetId{0}}, coins, price}}, .cash = withdrawn + left};
  const auto judged = [&](const auto& venue) {
    const Listing listing = *listing_of(whale);
    const AccountRows rows = listing.admit(std::span{&whale, 1});
    const auto tick = venue.price(listing, market);
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    const AccountRow row = rows.at(0);
    CHECK(ether.expects("notional", tick->table().at(0, Column::notional) * coins));
    return permits(*tick, row, Action::withdraw, {.cash = -withdrawn}, workspace, scratch).refusal;
  };
  CHECK(judged(as_was) == Refusal::none);
  CHECK((judged(house) == Refusal::initial_shortfall && ether.verdict() == "REJECT_ACTION"));
  CHECK(ether.expects("required", house.evaluate(whale, market)->requirement.initial));

  // The average price at which the backstop has lost what it lost, as a share below that of the takeover.
  const auto sold = SurplusLine{.at_zero = impact.given("loss")}.with({.quantity = coins, .entry_price = price}, {.rate = 0.0}).root();
  REQUIRE(sold);
  CHECK(impact.expects("impact_pct", 1.0 - *sold / price));
  CHECK(impact.verdict() == "REPORT");

  // The backstop takes the whole account; nothing is left in it, and the trader has what he withdrew.
  const Account ruined{.positions = {{LinearFuture{AssetId{0}}, coins, price}}, .cash = 0.0};
  const Listing listing = *listing_of(ruined);
  const AccountRows rows = listing.admit(std::span{&ruined, 1});
  const auto tick = as_was.price(listing, market);
  Workspace workspace = tick->workspace();
  ScaledAccount scaled;
  const double kept = tick->evaluate(scaled.of(rows.at(0), 0.0, 0.0), workspace).equity;
  CHECK(profit.expects("profit", withdrawn + kept - profit.given("deposited")));
  CHECK(profit.verdict() == "REPORT");
}

TEST_CASE("INC21: a donation is checked like any other action, and nobody liquidates himself", "[incidents][liquidation]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase donation = (*incidents)["INC21a"], taken = (*incidents)["INC21b"], self = (*incidents)["INC21c"];
  const double collateral = donation.given("collateral"), debt = donation.given("debt"), given = donation.given("donate");
  const std::vector<Account> accounts{loan(collateral, debt), loan(collateral - given, debt)};
  std::vector<ListedInstrument> coins{{.id = "eDAI", .instrument = Spot{deposit}, .settlement = deposit},
                                      {.id = "dDAI", .instrument = Spot{owed}, .settlement = owed}};
  const Listing listing = *Listing::from(coins);
  const AccountRows rows = listing.admit(accounts);
  const auto tick = pool(1.0).price(listing, two_coins(1.0, 1.0));
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  CHECK(donation.expects("health_before", *tick->evaluate(rows.at(0), workspace).health));
  CHECK(donation.expects("health_after", *tick->evaluate(rows.at(1), workspace).health));
  const TouchedAccount donor{rows.at(0), rows.at(1)}, unchanged{rows.at(0), rows.at(0)};
  const BatchOutcome house = batch_outcome(*tick, std::span{&donor, 1}, workspace);
  CHECK((house.refusal == Refusal::initial_shortfall && house.account == 0 && donation.verdict() == "REJECT_ACTION"));
  // As it was: the donor was not among the accounts that were checked.
  CHECK(batch_outcome(*tick, {}, workspace).is_allowed());
  CHECK(batch_outcome(*tick, std::span{&unchanged, 1}, workspace).is_allowed());
  // Nor does the door before the action let it through: coins given away.
  const Order gift{listing.id(0), -given, 0.0};
  CHECK_FALSE(permits(*tick, rows.at(0), Action::withdraw, {.orders = {&gift, 1}}, workspace, scratch).is_allowed());

  const double seized = taken.given("collateral_seized"), repaid = taken.given("debt_taken");
  const ToxicFrontier bonus{.threshold = 0.75, .bonus = seized / repaid - 1.0};
  const SeizureTerms<double> terms{
      .debt_price = 1.0, .debt_unit = 1.0, .deposit_price = 1.0, .deposit_unit = 1.0, .bonus = 1.0 + bonus.bonus, .fee_share = 0.0};
  CHECK(taken.expects("discount", 1.0 - terms.seize(repaid, 1e12).repaid / terms.seize(repaid, 1e12).seized()));
  CHECK(taken.expects("discount", bonus.discount()));
  CHECK(taken.verdict() == "REPORT");

  const OwnerId attacker{0xdead};
  LiquidationRequest own = asked(0.9);
  own.liquidator = own.owner = attacker;
  CHECK((LiquidationRights{}.refusal(own, {}) == LiquidationRefusal::same_owner && self.verdict() == "REJECT_ACTION"));
  CHECK(LiquidationRights{.is_own_refused = false}.permits(own, {}));
  own.owner = OwnerId{0xbeef};
  CHECK(LiquidationRights{}.permits(own, {}));
}

TEST_CASE("INC28: at its hard-coded price a coin is worth a dollar, and at the market's its loan is lost", "[incidents][liquidation]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase coin = (*incidents)["INC28a"];
  const Account account = loan(coin.given("collateral"), coin.given("debt"));
  const MarketState hard = two_coins(coin.given("hard_price"), 1.0), market = two_coins(coin.given("market"), 1.0);
  CHECK(coin.expects("ltv_hard", loan_to_value(account, hard)));
  CHECK(coin.expects("ltv_market", loan_to_value(account, market)));
  const auto venue = pool(0.9);
  CHECK(venue.evaluate(account, hard)->verdict.is_healthy());  // as it was
  CHECK((venue.evaluate(account, market)->verdict.is_liquidatable() && coin.verdict() == "LIQUIDATABLE"));
}
