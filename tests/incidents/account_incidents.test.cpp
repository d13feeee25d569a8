// Accounts of real disasters, evaluated: what a paper profit was, what it may take out, where a loan falls due.

#include <span>

#include "bulwark/collateral/concentration_weight.hpp"
#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/collateral/weighted_balances.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/evaluate/permits.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/close_factor.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr AssetId coin{0};

MarketState market(double price) { return {.now = Timestamp{}, .assets = {{.spot = price}}}; }

/// Cash, and profits at a weight; nothing is required but what is owed, so that what may leave is what counts.
auto lends_against_profit(double weight) {
  return RiskEvaluator{WeightedBalances<ConcentrationWeight>{.otherwise = {.initial = weight}}, DebtMargin{}, Black{}, NoVar{},
                       HealthThreshold{}};
}

}  // namespace

TEST_CASE("INC03: a paper profit of eighty-four deposits may take out the deposit and no more", "[incidents][unrealised_weight]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase profit = (*incidents)["INC03a"], loan = (*incidents)["INC03c"];
  const double units = profit.given("units"), entry = profit.given("entry"), mark = profit.given("mark"),
               deposit = profit.given("equity_before");
  const Account long_side{.positions = {{LinearFuture{coin}, units, entry}}, .cash = deposit};

  const auto house = lends_against_profit(loan.given("upnl_weight_for_withdrawal"));
  const RiskReport report = *house.evaluate(long_side, market(mark));
  const double paper = report.equity - deposit;
  CHECK(profit.expects("notional_at_entry", units * entry));
  CHECK(profit.expects("upnl", paper));
  CHECK(profit.expects("upnl_over_deposit", paper / deposit));
  CHECK(profit.verdict() == "REPORT");
  CHECK(loan.expects("free", report.resources.initial));

  const ListedInstrument perp{.id = "perp", .instrument = LinearFuture{coin}};
  const Listing listing = *Listing::from(std::span{&perp, 1});
  const AccountRows rows = listing.admit(std::span{&long_side, 1});
  const auto withdrawal = [&](const auto& venue, double amount) {
    const auto tick = venue.price(listing, market(mark));
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    return permits(*tick, rows.at(0), Action::withdraw, {.cash = -amount}, workspace, scratch).refusal;
  };
  CHECK((withdrawal(house, loan.given("borrow")) == Refusal::initial_shortfall && loan.verdict() == "REJECT_ACTION"));
  CHECK(withdrawal(house, 0.9 * deposit) == Refusal::none);
  CHECK(withdrawal(lends_against_profit(1.0), loan.given("borrow")) == Refusal::none);  // as it was
}

TEST_CASE("INC31: YFI falls by more than two fifths, and an unlevered long with it", "[incidents][risk_evaluator]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase yfi = (*incidents)["INC31c"];
  const double before = yfi.list("price")[0], after = yfi.list("price")[1];
  const auto venue = lends_against_profit(0.0);
  const RiskReport report = *venue.evaluate({.positions = {{LinearFuture{coin}, 1.0, before}}, .cash = before}, market(after));
  CHECK(yfi.expects("drop", 1.0 - report.equity / before));
  CHECK(yfi.verdict() == "REPORT");
}

TEST_CASE("INC32: the loan that is nearly the whole pool falls due at 22.30, a fifth of it at a time", "[incidents][liquidation_price]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase due = (*incidents)["INC32a"], slice = (*incidents)["INC32b"];
  const double sol = due.given("sol"), debt = due.given("debt");
  const Account whale{.positions = {{Spot{coin}, sol}}, .cash = -debt};
  const auto with_threshold = [](double threshold) {
    return RiskEvaluator{LoanToValue{.of_asset = {{0.5, threshold}}}, DebtMargin{}, Black{}, NoVar{}, HealthThreshold{}};
  };
  // The threshold that the price implies is the one at which the library finds that price.
  double low = 0.6, high = 1.0;
  for (int halving = 0; halving < 40; ++halving) {
    const double middle = 0.5 * (low + high);
    const auto safe =
        liquidation_price(with_threshold(middle), whale, market(33.5), {.asset = coin, .lowest = 0.1, .highest = 2.0, .steps = 4});
    REQUIRE((safe && safe->below()));
    (*safe->below() > due.given("p_liq") ? low : high) = middle;
  }
  CHECK(due.expects("lt", low));
  CHECK(due.verdict() == "REPORT");
  const CloseFactor<double> fifth{.share = slice.given("close_factor"), .whole_up_to = 0.0, .small = 0.0};
  CHECK(slice.expects("slice", fifth.most(0.99, slice.given("debt"), sol * due.given("p_liq"), slice.given("debt"))));
  CHECK(slice.verdict() == "REPORT");
}
