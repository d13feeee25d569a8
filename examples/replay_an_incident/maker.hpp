#pragma once

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/liquidation/auction_price.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/oracle/update_exposure.hpp"
#include "bulwark/protection/halt.hpp"
#include "bulwark/protection/velocity_trigger.hpp"
#include "desk.hpp"
#include "story.hpp"

namespace replay {

/// Maker, 12 March 2020. Prices: closes of Binance's ETH / USDT by the hour. Record: liquidation ratio 150 %, a feed an hour behind, lots
/// of 50 ETH in ascending auctions without a reserve, 36 % of which went for nothing: 8.32 M USD (Whiterabbit, 14 March 2020), a deficit of
/// 5.67 M DAI (Maker forum). The vaults are ours.
inline Story maker() {
  struct Hour {
    const char* clock;
    double before, close;
  };
  constexpr Hour hours[] = {{"08:00", 171.61, 169.54}, {"09:00", 169.54, 167.97}, {"10:00", 167.97, 132.91},
                            {"11:00", 132.91, 136.59}, {"12:00", 136.59, 136.99}, {"01:00", 106.89, 96.62}};
  const auto vault = [](double debt) {
    return Desk{RiskEvaluator{LoanToValue{.of_asset = {{1.0 / 1.5, 1.0 / 1.5}}}, DebtMargin{}, Black{}, NoVar{}, HealthThreshold{}},
                Account{.positions = {{Spot{AssetId{0}}, 1'000.0}}, .cash = -debt}};
  };
  const auto thin = vault(100'000.0), thick = vault(20'000.0);
  Story story{"maker", "Maker, 12 March 2020: collateral sold for nothing", {}, {}, {}};
  story.setting = {"1,000 ETH secure 100,000 DAI and are sold below 150 %; the feed is an hour behind, on purpose",
                   "here: the feed is not, and a market that falls 10 % in an hour is open for reducing only"};
  const VelocityTrigger velocity{.window = 1h, .most = 0.10};
  const Halt halt{.pause = 0s, .reduce_only = 1h};
  auto extremes = velocity.from(hours[0].before, Timestamp{});
  HaltState state;
  bool is_sold_then = false, is_sold_here = false;
  for (const Hour& hour : hours) {
    const Timestamp now{1h * (&hour - hours + 1)};
    extremes = velocity.updated(velocity.updated(extremes, hour.before, now - 30min), hour.close, now);
    state = halt.updated(state, velocity.is_breached(extremes), now);
    const std::vector<Trust> trusted{Trust::trusted};
    const Conditions conditions{.venue = state.state, .prices = trusted};
    const MarketState market = market_at(hour.close);

    const bool is_due = !is_sold_then && thin.report(market_at(hour.before)).verdict.is_liquidatable();
    const std::string then = is_sold_then ? "sold"
                             : is_due ? "20 lots go to auction while keepers' bids are stuck: 36 % of that day's lots went for a bid of 0"
                                      : text("the vault is %s", word(thin.report(market_at(hour.before)).verdict));
    std::string here = is_sold_here ? "sold" : text("the vault is %s", word(thin.report(market).verdict));
    if (!is_sold_here && thin.ask(market, Action::liquidate, 0.0, conditions) == Refusal::none) {
      // Maker's own later rule: from 20 % above the price down by 1 % every 90 seconds, to start again at 40 %.
      const StairDecrease<double> fall{.factor = 0.99, .step = 90s};
      const AuctionReset<double> reset{.longest = 8'400s, .deepest = 0.4};
      const double top = 1.2 * hour.close;
      std::chrono::seconds elapsed{0};
      while (fall.price(top, elapsed) > 0.85 * hour.close && !reset.is_due(elapsed, fall.price(top, elapsed), top)) elapsed += 1s;
      here = text("it goes to auction at once: a lone keeper who asks for 15 %% pays %.0f in %d minutes",
                  1'000.0 * fall.price(top, elapsed), static_cast<int>(elapsed.count() / 60));
      is_sold_here = true;
    }
    here += text("; a thick vault's draw %s", word(thick.ask(market, Action::withdraw, -1'000.0, conditions)));
    story.moments.push_back({hour.clock, hour.close, hour.before, then, here, is_due});
    is_sold_then = is_sold_then || is_due;
  }
  const UpdateExposure delayed{.deviation = 0.0, .lag = 1h}, prompt{.deviation = 0.005, .lag = 60s};
  story.lesson = {
      text("an hour's delay at a volatility of 200 %% hides a fall of %.1f %% three deviations out; a feed of 0.5 %% and a minute, %.1f %%",
           100.0 * delayed.unseen_fall(2.0, 3.0), 100.0 * prompt.unseen_fall(2.0, 3.0))};
  return story;
}

}  // namespace replay
