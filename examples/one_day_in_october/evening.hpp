#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <bulwark/pricing/linear_impact.hpp>
#include <bulwark/protection/velocity_trigger.hpp>
#include <bulwark/system/cascade.hpp>
#include <bulwark/system/restoring_share.hpp>

#include "book.hpp"

namespace one_day_in_october {

/// What one policy did by the end of the evening, and after each step of five minutes.
struct Evening {
  std::string policy;
  bulwark::CascadeRound total{};
  double most_underwater = 0.0;         ///< quote: the most that bankrupt accounts lacked at any time while they waited
  bulwark::Index hit = 0;               ///< accounts that lost a part of what they held, or all of it
  std::vector<double> fund{}, index{};  ///< step: minor units, and all coins' mean price as a multiple of its start
};

/// What a venue does once the mean price has moved too far within an hour.
struct Brakes {
  std::optional<bulwark::VelocityTrigger> halt{};   ///< for half an hour nobody is liquidated
  std::optional<bulwark::VelocityTrigger> raise{};  ///< as long as it lasts, margins are half as high again
};

/// A market of five minutes: a tenth of its turnover, sold at once, moves the price by 1 %. Assumed; what was there is not known.
inline bulwark::LinearImpact depth_of(const Coin& coin, int step, double mark) {
  const Hour& hour = coin.hours[std::min(static_cast<std::size_t>(step / steps_per_hour), coin.hours.size() - 1)];
  return {.start = mark, .depth = 10.0 * hour.turnover / steps_per_hour / mark};
}

/// The venue with every maximum leverage divided by `raised`.
inline auto venue_of(const Book& book, double raised) {
  bulwark::venue::Hyperliquid parameters{.schedules = book.schedules};
  for (std::uint32_t a = 0; a < book.schedules.size(); ++a) {
    parameters.schedule_of_asset.push_back(a);
    parameters.schedules[a].front().max_leverage /= raised;
  }
  return bulwark::venue::hyperliquid(parameters);
}

/// Adds what one step did.
inline void add(bulwark::CascadeRound& sum, const bulwark::CascadeRound& step) {
  sum.sold += step.sold + step.bought, sum.transferred += step.transferred, sum.forgone += step.forgone, sum.slippage += step.slippage;
  sum.to_fund += step.to_fund, sum.bad_debt += step.bad_debt, sum.from_fund += step.from_fund, sum.uncovered += step.uncovered;
}

/// Walks the evening. The book refills after each step, and marks are the market's again.
template <class Rules>
Evening evening(std::string policy, const std::vector<Coin>& coins, const Book& book, const Rules& rules, bulwark::MinorUnits fund,
                const Brakes& brakes = {}) {
  using namespace bulwark;
  const Listing listing = *Listing::from(book.listed);
  const auto usual = venue_of(book, 1.0), strict = venue_of(book, 1.5);
  CascadeState<LinearImpact> state{.accounts = *OpenAccounts::from(listing.admit(book.accounts), book.names),
                                   .market = book.market,
                                   .depths = std::vector<LinearImpact>(coins.size(), LinearImpact{1.0, 1.0}),
                                   .fund = fund};
  const OpenAccounts before = state.accounts;
  const VelocityTrigger watch = brakes.halt.value_or(VelocityTrigger{std::chrono::hours{1}, 1.0});
  VelocityTrigger::State moves = watch.from(1.0, Timestamp{});
  Timestamp open_from{};
  Evening told{.policy = std::move(policy)};
  for (int step = 0; step <= steps_per_hour * static_cast<int>(coins.front().hours.size()); ++step) {
    const Timestamp now{std::chrono::minutes{5 * step}};
    double index = 0.0;
    for (std::size_t a = 0; a < coins.size(); ++a) {
      const double moved = ratio(coins[a], step), mark = book.market.assets[a].spot * moved;
      index += moved / static_cast<double>(coins.size());
      state.market.assets[a].spot = mark;
      state.depths[a] = depth_of(coins[a], step, mark);
    }
    told.index.push_back(index);
    moves = watch.updated(moves, index, now);
    if (brakes.halt && now >= open_from && brakes.halt->is_breached(moves))
      open_from = now + std::chrono::minutes{30}, moves = watch.from(index, now);
    if (now >= open_from) {
      state.market.marks.clear(), state.market.volatilities.clear(), state.market.certainties.clear();
      const bool is_raised = brakes.raise && brakes.raise->is_breached(moves);
      auto done = cascade(is_raised ? strict : usual, listing, std::move(state), rules);
      add(told.total, done->report.total());
      for (const CascadeRound& round : done->report.rounds) told.most_underwater = std::max(told.most_underwater, round.underwater);
      state = std::move(*done).state;
    }
    told.fund.push_back(static_cast<double>(state.fund));
  }
  for (Index i = 0; i < before.size(); ++i) {
    bool is_hit = false;
    for (Index k = before.first(i); k < before.first(i + 1); ++k) is_hit |= state.accounts.quantity(k) != before.quantity(k);
    told.hit += is_hit;
  }
  return told;
}

}  // namespace one_day_in_october
