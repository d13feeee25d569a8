#pragma once

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/oracle/redemption_floor.hpp"
#include "desk.hpp"
#include "story.hpp"

namespace replay {

/// Binance, 10 October 2025. Record: USDe at 0.65 in the venue's own spot book, above 0.9 elsewhere, between 21:36 and 22:16 UTC; 283 M USD
/// of compensation (Binance's notice of 12 October 2025). The account, the other venues' prices and the steps to the low are assumed.
inline Story usde() {
  struct Minute {
    const char* clock;
    double own;
    std::vector<double> others;
  };
  const std::vector<Minute> minutes{{"21:30", 1.00, {1.0, 1.0, 1.0, 1.0}},    {"21:36", 0.97, {0.99, 0.99, 1.0, 1.0}},
                                    {"21:42", 0.85, {0.96, 0.98, 0.99, 1.0}}, {"21:54", 0.65, {0.92, 0.97, 0.98, 1.0}},
                                    {"22:06", 0.80, {0.96, 0.98, 0.99, 1.0}}, {"22:16", 0.98, {0.99, 0.99, 1.0, 1.0}}};
  const Account lender{.positions = {{Spot{AssetId{0}}, 1'000.0}}, .cash = -800.0};
  const Desk desk{RiskEvaluator{LoanToValue{.of_asset = {{0.85, 0.9}}}, DebtMargin{}, Black{}, NoVar{}, HealthThreshold{}}, lender};
  Story story{"usde", "Binance, 10 October 2025: a stable coin marked by one thin book", {}, {}, {}};
  story.setting = {"1,000 USDe secure a loan of 800, liquidated where the loan is 90 %",
                   "here: five venues are heard, and the issuer's redemption is attested"};
  const RedemptionFloor floor_of{.share = 0.95};
  for (const Minute& m : minutes) {
    std::vector<double> all = m.others;
    all.push_back(m.own);
    const ConsensusPrice price = heard(all);
    const double counted = floor_of.price(price.print->price, 1.0);
    const std::vector<Trust> trusted{Trust::trusted}, prices{price.trust};
    const Refusal then = desk.ask(market_at(m.own), Action::liquidate, 0.0, {.prices = trusted});
    const Refusal here = desk.ask(market_at(counted), Action::liquidate, 0.0, {.prices = prices});
    const Refusal out = desk.ask(market_at(counted), Action::withdraw, -10.0, {.prices = prices});
    story.moments.push_back({m.clock, price.print->price, m.own, text("liquidation %s", word(then)),
                             text("liquidation %s; to borrow 10 more %s", word(here), word(out)), then == Refusal::none});
  }
  story.lesson = {"sources that disagree by more than 5 % liquidate nobody and lend to nobody; both go on when they agree"};
  return story;
}

}  // namespace replay
