#pragma once

#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/oracle/exponential_average.hpp"
#include "bulwark/oracle/stable_price.hpp"
#include "desk.hpp"
#include "story.hpp"

namespace replay {

/// Mango v3, 11 October 2022. Record: 483 M MNGO perpetuals at 0.0382 between two own accounts of 5 M USDC, spot pumped to 0.91 for about
/// 4 M, 116 M borrowed against the paper profit, all within 40 minutes (Solidus Labs, 18 October 2022; CertiK, 21 November 2022). Prices
/// between the two recorded ones are drawn in equal ratios; the initial margin of 40 % is assumed.
inline Story mango() {
  const Account attacker{.positions = {{LinearFuture{AssetId{0}}, 483e6, 0.0382}}, .cash = 5e6};
  const Desk desk{RiskEvaluator{no_haircut(), NotionalMargin{.rate = {0.4, 0.2}}, Black{}, NoVar{}, HealthThreshold{}}, attacker};
  Story story{"mango", "Mango Markets, 11 October 2022: a paper profit borrowed against", {}, {}, {}};
  story.setting = {"483 M MNGO perpetuals bought from oneself at 0.0382 with 5 M; then the spot market is bought",
                   "here: a profit counts at the lower of the oracle and a stable price, and a price far from its average is not believed"};
  const StablePriceModel slow;
  const ExponentialAverage hourly{.time_constant = 1h};
  auto stable = slow.from(0.0382, Timestamp{});
  AveragedPrice average = hourly.from(0.0382, Timestamp{});
  const std::vector<double> path = between(0.0382, 0.91, 4);
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Timestamp now{10min * static_cast<int>(i)};
    const double price = path[i];
    stable = slow.updated(stable, price, now);
    const Trust trust =
        PriceGuard{}.trust({.trust = Trust::trusted, .print = OraclePrint{price, 0.0, now}}, {.average = hourly.at(average, now)});
    average = hourly.updated(average, price, now);
    const double counted = least(price, stable.price), then = desk.withdrawable(market_at(price)),
                 here = desk.withdrawable(market_at(counted));
    const std::vector<Trust> prices{trust};
    const Refusal refusal = desk.ask(market_at(counted), Action::withdraw, -1'000.0, {.prices = prices});
    story.moments.push_back({text("+%dm", static_cast<int>(10 * i)), path[0], price, text("%.1f M may be borrowed", then / 1e6),
                             refusal == Refusal::untrusted_price ? text("to borrow %s", word(refusal))
                                                                 : text("counted at %.4f: %.1f M may be borrowed", counted, here / 1e6),
                             then > 5e6});
  }
  story.lesson = {"116 M were borrowed: all that the depositors had",
                  "the first ten minutes pass the guard (twice the average is a market); it is the stable price that holds there"};
  return story;
}

}  // namespace replay
