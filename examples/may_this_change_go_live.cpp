// A venue wants large positions to carry more margin: whom does it hit, what must they bring, what does it spare the fund, and how fast?
#include <chrono>
#include <cstdio>
#include <vector>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/book_change.hpp"
#include "bulwark/evaluate/change_limits.hpp"
#include "bulwark/evaluate/fund_need.hpp"
#include "bulwark/evaluate/parameter_ramp.hpp"
#include "bulwark/evaluate/parameter_schedule.hpp"
#include "bulwark/evaluate/top_movers.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/blended_margin.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/tiered_margin.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

auto venue(const auto& margin) { return RiskEvaluator{no_haircut(), margin, Black{}, NoVar{}, HealthThreshold{}}; }

int main() {
  constexpr AssetId btc{0};
  constexpr Timestamp monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};
  const NotionalMargin flat{.rate = {0.02, 0.01}};
  const TieredMargin tiered{.tables = {{{0.0, 0.02, 0.01}, {2e6, 0.04, 0.02}, {1e7, 0.10, 0.05}}}, .table_of_asset = {}};
  std::vector<Account> accounts;  // a thousand, the larger the fewer, at leverages of up to sixty
  for (int i = 0; i < 1'000; ++i) {
    const double coins = 20'000.0 / (i + 20.0) / (1.0 + i % 3), leverage = 5.0 + (i * 37) % 56;
    accounts.push_back({{{LinearFuture{btc}, i % 2 == 0 ? coins : -coins, 100'000.0}}, coins * 100'000.0 / leverage});
  }
  const Listing listing = *Listing::from(std::vector<ListedInstrument>{{"BTC-PERPETUAL", LinearFuture{btc}}});
  const AccountRows rows = listing.admit(accounts);
  const MarketState market{.now = monday, .assets = {{.spot = 100'000.0}}};
  std::vector<Impact> impacts(accounts.size());
  std::vector<Index> order(accounts.size()), movers(3);
  const ChangeLimits limits{.most_liquidatable = 20, .most_shortfall = 3e7, .most_rise = 0.5, .notice_of_tightening = 168h};

  const auto ask = [&](const char* name, const auto& before, const auto& after, Timestamp from) {
    if (!compare(venue(before), venue(after), listing, rows, market, std::span{impacts})) return;
    const BookChange change = book_change(impacts, order);
    std::printf("%s: margin %+.0f %%, %td become liquidatable, %td lack %.1f M together\n", name,
                100.0 * change.maintenance.change / change.maintenance.before, change.become_liquidatable, change.must_top_up,
                change.shortfall / 1e6);
    if (limits.objections(change, monday, from).empty()) std::printf("  it may go live\n");
    for (const Fault& objection : limits.objections(change, monday, from)) std::printf("  objection: %s\n", describe(objection).c_str());
  };
  ask("at once", flat, tiered, monday + 24h);
  for (const std::size_t decile : {std::size_t{0}, std::size_t{8}, std::size_t{9}}) {
    const SizeBand band = book_change(impacts, order).deciles[decile];
    std::printf("  decile %zu: margin %+.0f %%\n", decile + 1, 100.0 * band.maintenance.change / band.maintenance.before);
  }
  std::printf("  hit hardest:");
  movers.resize(static_cast<std::size_t>(top_movers(impacts, movers)));
  for (const Index account : movers) std::printf(" %td", account);
  MarketState fallen = market;
  fallen.assets[0].spot = 93'000.0;
  const std::vector<StressedMarket> stress{{fallen, 0.02}};
  for (const double need :
       {fund_need(venue(flat), listing, rows, market, stress)->worst, fund_need(venue(tiered), listing, rows, market, stress)->worst})
    std::printf("; fund at -7 %%: %.1f M", need / 1e6);
  std::printf("\n");

  using Blend = BlendedMargin<NotionalMargin, TieredMargin>;
  const ParameterRamp ramp{monday + 168h, 4 * 168h};  // opening obeys the new rule when the ramp begins
  ParameterSchedule<Blend> schedule{{{monday, {flat, tiered, 0.0, 0.0}}}};
  for (int week = 1; week <= 4; ++week)
    if (const auto next = schedule.with({ramp.from + (week - 1) * 168h, {flat, tiered, 1.0, 0.25 * week}}, monday, 168h)) schedule = *next;
  for (std::size_t i = 1; i < schedule.sets.size(); ++i)
    ask("next step", schedule.sets[i - 1].parameters, schedule.sets[i].parameters, schedule.sets[i].from);
  std::printf("in three weeks set %td holds\n", schedule.at(monday + 3 * 168h).value_or(-1));
}
