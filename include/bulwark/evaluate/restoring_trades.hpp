#pragma once

#include "bulwark/evaluate/first_step.hpp"
#include "bulwark/evaluate/trade_direction.hpp"

namespace bulwark::BULWARK_TARGET {

/// Trades that bring an account back, cheapest first.
struct RestorePlan {
  RiskReport before{}, after{};  ///< `after` has the bits of the account with all trades and their cost paid
  double cost = 0.0;             ///< quote, of all trades
  Index orders = 0;              ///< that were filled in
  Index rounds = 0;
  bool is_restored = false;  ///< otherwise the trades are as far as the search came
};

/// How long to search.
struct RestoreSearch {
  Index rounds = 256;  ///< at most; each moves one row, or two
  Index pairs = 12;    ///< where no single row helps: rows and sides, from the first on, of which pairs are tried
};

/// Which rows to trade, and how much, so that the target is restored at little cost: each round takes the row and side whose next lot
/// costs least for what it frees, as far as that goes, and looks again, because the binding scenario moves. Rows held and to be reduced
/// make a closing order; other listed rows a hedge, which is often the cheaper of the two; both together let the cheaper win. Restored, the
/// last trade is the smallest that does it. Deterministic: equal rows go in the caller's order.
/// Limits: greedy, not the least cost of all (a linear programme over rows and scenarios would be); it is checked against exhaustive search
/// of small books in the tests. Where two scenarios bind and no row alone helps, pairs of rows in the proportion that frees both are tried;
/// a tie of three or more that no pair resolves ends the search, except that a plan whose rows may only go one way (a closing order)
/// then closes the same share of all that is left. `orders` must hold as many as there are tradable rows, or what does not fit is cut off
/// and the plan's `orders` says how many there were.
template <class Evaluator, TradeCost Costs>
Checked<RestorePlan> restoring_trades(const Tick<Evaluator>& tick, const AccountRow& account, const RestoreTarget& target,
                                      std::span<const Tradable> tradables, const Costs& costs, const TradeLimits& limits,
                                      Workspace& workspace, TrialScratch& scratch, std::span<Order> orders,
                                      const RestoreSearch& search = {}) {
  if (Faults found = trial_faults(tick, target, tradables, limits); !found.empty()) return found;
  TrialTrades trades{tick, account, target, tradables, costs, limits, workspace, scratch};
  scratch.lots.assign(tradables.size(), 0);
  scratch.trial = scratch.lots;
  Trial now = trades.at(scratch.lots);
  RestorePlan plan{.before = now.report};
  bool is_kink = false;
  while (!now.is_met && now.missing == now.missing && plan.rounds < search.rounds) {
    TradeDirection best = is_kink ? TradeDirection{} : cheapest_row(trades, now);
    if (!best.is_any()) best = cheapest_pair(trades, now, search.pairs);
    if (!best.is_any() && is_kink) best = cheapest_row(trades, now);
    if (!best.is_any()) break;
    ++plan.rounds;
    const Index most = best.room(tradables, scratch.lots);
    const double guess = greatest(1.0, __builtin_ceil(now.missing / best.freed));
    Index steps = guess < static_cast<double>(most) ? static_cast<Index>(guess) : most;
    const double before = now.missing;
    Trial next;
    for (;; steps = steps / 2) {
      next = best.ahead(trades, steps);
      if (next.is_met) {
        const auto first = first_step(steps, steps, 0, [&](Index n) { return best.ahead(trades, n).is_met; });
        steps = first->step;
        next = best.ahead(trades, steps);
      } else if (steps > 1 && !(now.missing - next.missing >= product(0.5 * best.freed, static_cast<double>(steps)))) {
        continue;
      }
      break;
    }
    if (!next.is_met && !(next.missing < now.missing)) break;  // a pair whose proportion whole lots do not keep
    now = next;
    best.move(scratch.lots, steps);
    is_kink = before - now.missing < before / 32.0;  // two scenarios bind, and a single row would go from one to the other in small steps
  }
  if (!now.is_met && now.missing == now.missing) now = close_the_rest(trades, now);
  now = trades.at(scratch.lots);
  plan.after = now.report, plan.cost = now.cost, plan.is_restored = now.is_met;
  plan.orders = std::ssize(scratch.orders);
  for (std::size_t i = 0; i < scratch.orders.size() && i < orders.size(); ++i) orders[i] = scratch.orders[i];
  return plan;
}

}  // namespace bulwark::BULWARK_TARGET
