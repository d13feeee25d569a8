// Where verdicts turn: what is required, at which unit an account passes from well to ill, and what it may do on either side.

#include <cmath>

#include "bulwark/evaluate/limits.hpp"
#include "bulwark/liquidation/exact_risk.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "support/drawn_accounts.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Futures at rates that are powers of two, so that requirements are exact.
auto exact_venue() { return RiskEvaluator{no_haircut(), NotionalMargin{.rate = {0x1p-4, 0x1p-5}}, Black{}, NoVar{}, HealthThreshold{}}; }

}  // namespace

TEST_CASE("A01: a maintenance requirement is never negative and never above the initial", "[properties][verdict]") {
  on_drawn_accounts(101, 1'500, [](const auto& drawn) {
    const Requirement needs = drawn.report().requirement;
    CHECK(needs.maintenance >= 0.0);
    CHECK(needs.initial >= needs.maintenance);
  });
}

TEST_CASE("A02: what can be liquidated withdraws nothing, and what withdraws cannot be liquidated", "[properties][verdict]") {
  int liquidatable = 0, withdrawing = 0;
  on_drawn_accounts(102, 700, [&](const auto& drawn) {
    const bool is_liquidatable = drawn.report().verdict.is_liquidatable();
    const auto most = largest_withdrawal(drawn.tick, drawn.account, 0.01, drawn.workspace, drawn.scratch);
    liquidatable += is_liquidatable, withdrawing += most.has_value();
    CHECK_FALSE((is_liquidatable && most));
    if (is_liquidatable) CHECK_FALSE(drawn.may(Action::withdraw, {.cash = -0.01}));
    if (most) CHECK_FALSE(drawn.may(Action::liquidate, {}));
  });
  CHECK((liquidatable > 200 && withdrawing > 200));
}

TEST_CASE("A03: where anything is required an account is liquidatable exactly when it has less", "[properties][verdict]") {
  int ill = 0, well = 0, owing_only = 0;
  on_drawn_accounts(103, 1'500, [&](const auto& drawn) {
    const RiskReport report = drawn.report();
    const bool has_less = report.requirement.maintenance > report.resources.maintenance;
    if (report.requirement.maintenance > 0.0) {
      CHECK(report.verdict.is_liquidatable() == has_less);
      (has_less ? ill : well) += 1;
    } else if (report.resources.maintenance < 0.0) {
      // Not dYdX's: an account that owes and holds nothing is bankrupt here, so that somebody hears of it.
      ++owing_only;
      CHECK(report.verdict.is_liquidatable());
    } else {
      CHECK_FALSE(report.verdict.is_liquidatable());
    }
  });
  CHECK((ill > 200 && well > 200 && owing_only > 20));
  on_every_venue([](const auto& venue) { CHECK_FALSE(venue.evaluate({}, three_assets())->verdict.is_liquidatable()); });
  Random random{103};
  for (int i = 0; i < 10'000; ++i) {  // dYdX's own, in integers
    const ExactRisk<long long> risk{.equity = random.below(21) - 10, .maintenance = random.below(11)};
    CHECK(risk.is_liquidatable() == (risk.maintenance > 0 && risk.maintenance > risk.equity));
  }
}

TEST_CASE("A04: as much as is required is enough, and the next number below is not", "[properties][verdict]") {
  const Listing listing = *Listing::from(std::vector<ListedInstrument>{{.id = "perpetual", .instrument = LinearFuture{btc}}});
  const MarketState market{.now = now, .assets = {{.spot = 104'000.0}}};
  const auto tick = exact_venue().price(listing, market);
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  Random random{104};
  for (int i = 0; i < 5'000; ++i) {
    const double size = random.quantity(), notional = std::abs(size) * 104'000.0;
    const auto judged = [&](double cash) {
      const Account account{.positions = {{LinearFuture{btc}, size, 104'000.0}}, .cash = cash};
      const AccountRows rows = listing.admit(std::span{&account, 1});
      return tick->evaluate(rows.at(0), workspace).verdict;
    };
    const double maintenance = notional * 0x1p-5, initial = notional * 0x1p-4;
    CHECK(judged(maintenance).is_healthy());
    CHECK(judged(std::nextafter(maintenance, 0.0)).is_liquidatable());
    const auto opens = [&](double cash) {
      const Account account{.cash = cash};
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const Order order{listing.id(0), size, 104'000.0};
      return permits(*tick, rows.at(0), Action::open, {.orders = {&order, 1}}, workspace, scratch).refusal;
    };
    CHECK(opens(initial) == Refusal::none);
    CHECK(opens(std::nextafter(initial, 0.0)) == Refusal::initial_shortfall);
    const long long unit = 1 + random.below(1'000'000);  // and in integers
    CHECK((ExactRisk<long long>{unit, unit, unit}.covers_initial() && ExactRisk<long long>{unit, unit, unit}.covers_maintenance()));
    CHECK_FALSE((ExactRisk<long long>{unit - 1, unit, 0}.covers_initial() || ExactRisk<long long>{unit - 1, 0, unit}.covers_maintenance()));
  }
}

TEST_CASE("A05: for opening nothing counts for more than against liquidation, and a debt is the same in both", "[properties][verdict]") {
  on_drawn_accounts(105, 1'000, [](const auto& drawn) {
    const Resources has = drawn.report().resources;
    CHECK(has.initial <= has.maintenance);
  });
  Random random{105};
  const RiskEvaluator lending{LoanToValue{.of_asset = {{0.7, 0.75}, {0.8, 0.825}}}, DebtMargin{}, Black{}, NoVar{}, HealthThreshold{}};
  for (int i = 0; i < 3'000; ++i) {
    Account debts{.cash = -random.between(0.0, 1e6)};
    for (const AssetId asset : {btc, eth, sol}) debts.positions.push_back({Spot{asset}, -std::abs(random.quantity())});
    const auto report = lending.evaluate(debts, three_assets());
    CHECK(report->requirement.initial == report->requirement.maintenance);
    CHECK(report->resources.initial == report->resources.maintenance);
  }
}

TEST_CASE("A05, where it does not hold: a haircut on what is owed makes the debt larger for opening", "[properties][verdict]") {
  const RiskEvaluator venue{Haircut{.otherwise = {0.5, 0.25}}, NotionalMargin{.rate = {0.0, 0.0}}, Black{}, NoVar{}, HealthThreshold{}};
  const auto report = venue.evaluate({.positions = {{Spot{eth}, -1.0}}, .cash = 10'000.0}, three_assets());
  CHECK(report->resources.maintenance == 10'000.0 - 1.25 * 2'560.0);
  CHECK(report->resources.initial == 10'000.0 - 1.5 * 2'560.0);
}

TEST_CASE("A12: who holds money alone and owes nothing needs nothing, and nobody can seize it", "[properties][verdict]") {
  Random random{112};
  const Listing listing = *Listing::from(chain());
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 1'000; ++i) {
      Account account{.cash = i == 0 ? 0.0 : random.between(0.0, 1e9)};
      const bool has_coins = i % 2 == 1;
      if (has_coins)
        for (const AssetId asset : {btc, eth, sol})
          if (random.below(2) == 0) account.positions.push_back({Spot{asset}, std::abs(random.quantity())});
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const RiskReport report = tick->evaluate(rows.at(0), workspace);
      // Coins that move with the scenarios are charged by them, and still never for more than they are worth.
      if (account.positions.empty()) CHECK((report.requirement.initial == 0.0 && report.requirement.maintenance == 0.0));
      CHECK(report.verdict.is_healthy());
      CHECK(permits(*tick, rows.at(0), Action::liquidate, {}, workspace, scratch).refusal == Refusal::not_liquidatable);
    }
  });
}
