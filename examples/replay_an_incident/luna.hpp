#pragma once

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/oracle/with_oracle_price.hpp"
#include "desk.hpp"
#include "story.hpp"

namespace replay {

/// Venus, 12 May 2022. Prices: daily closes of LUNA, and 0.01 when the feed stood at 0.107, 7 % above the least that it was able to say,
/// and was an hour old; 11.2 M USD of bad debt (Venus, incident updates of May 2022). The collateral factor of 55 % is assumed.
inline Story luna() {
  struct Day {
    const char* clock;
    double market, feed;
    std::chrono::seconds age;
  };
  constexpr Day days[] = {{"8 May", 64.08, 64.08, 30s},  {"9 May", 32.00, 32.00, 30s},    {"10 May", 17.52, 17.52, 30s},
                          {"11 May", 1.075, 1.075, 30s}, {"12 May", 0.01, 0.107, 3'600s}, {"close", 0.00356, 0.107, 7'200s}};
  const Account borrower{.positions = {{Spot{AssetId{0}}, 1e6}}};
  const Desk desk{RiskEvaluator{LoanToValue{.of_asset = {{0.55, 0.55}}}, DebtMargin{}, Black{}, NoVar{}, HealthThreshold{}}, borrower};
  const SourceCheck check{
      .freshness = {.stale_after = 60s, .expired_after = 300s}, .confidence = {0.02}, .range = {.least = 0.10, .zone = 0.1}};
  const Consensus<MedianPrice> rule{{{.check = check}}, 1, 0.05};
  Story story{"luna", "Venus, 12 May 2022: a feed that could not say less than ten cents", {}, {}, {}};
  story.setting = {"1 M LUNA deposited at a collateral factor of 55 %; the feed's least answer is 0.10",
                   "here: a price within 10 % of what its feed is able to say, or five minutes old, is no price"};
  constexpr Timestamp now{1'000'000s};
  for (const Day& day : days) {
    const OraclePrint print{day.feed, 0.0, now - day.age};
    std::vector<Weighted> scratch(1);
    const ConsensusPrice price = rule.price({&print, 1}, now, scratch);
    const MarketState market{.now = now, .assets = {with_oracle_price({.spot = day.feed}, price, now)}};
    const double then = desk.withdrawable(market_at(day.feed)), worth = 1e6 * day.market;
    const std::vector<Trust> prices{price.trust};
    const Refusal refusal = desk.ask(market, Action::withdraw, -1'000.0, {.prices = prices});
    story.moments.push_back({day.clock, day.market, day.feed, text("lends %.0f on coins worth %.0f", then, worth),
                             refusal == Refusal::none ? text("lends %.0f", desk.withdrawable(market)) : text("to borrow %s", word(refusal)),
                             then > worth});
  }
  story.lesson = {"the account is unknown, not worthless: it may repay and add to its deposit, and nobody seizes it"};
  return story;
}

}  // namespace replay
