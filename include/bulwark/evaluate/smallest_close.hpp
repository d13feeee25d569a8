#pragma once

#include "bulwark/evaluate/first_step.hpp"
#include "bulwark/evaluate/trial_trades.hpp"

namespace bulwark::BULWARK_TARGET {

/// A close by the same share of every row.
struct SmallestClose {
  double share = 0.0;  ///< of what each row may be traded by, in [0, 1]; 0: nothing is to be done
  RiskReport before{}, after{};
  double cost = 0.0;         ///< quote
  bool is_restored = false;  ///< otherwise no share that was tried does; `share` is 0
  bool is_edge = true;       ///< no larger share that was tried falls short again
};

/// How closely to look.
struct CloseSearch {
  Index shares = 1'000'000;  ///< equal parts of the whole in which the answer is given, >= 1
  Index points = 64;         ///< shares that are looked at in any case, evenly spaced; 0 trusts that health rises with the share

  Faults faults() const {
    Faults found;
    if (shares < 1 || shares > Index{1} << 53)
      report(found, FaultCode::out_of_range, "close_search.shares", {}, static_cast<double>(shares));
    if (points < 0) report(found, FaultCode::negative, "close_search.points", {}, static_cast<double>(points));
    return found;
  }
};

/// The smallest share of everything tradable that restores the target: that share does, and one part less does not. The closed form
/// where surplus is linear in the share, missing / (missing - missing after all), is tried first; where it is right, three evaluations and
/// the points are all that it takes. Closing costs money, so that a share may be too large to restore as well as too small.
/// Limits: floors, tiers, contingencies and another worst scenario make surplus a non-linear function of the share. Concave (a requirement
/// convex in size, costs that grow no slower than the size): where closing everything restores, the answer is certain without any points;
/// where it does not, restoring shares are one stretch, which points see if it is longer than one of their spacings. Not concave
/// (rounded requirements, strategies, offsets by rank): a stretch shorter than a spacing may be missed, and the answer is the next.
/// Rounding: quantities are whole lots, rounded up, so that the account closes up to a lot more of each row than the share says. The trades
/// are in `scratch.orders` afterwards.
template <class Evaluator, TradeCost Costs>
Checked<SmallestClose> smallest_close(const Tick<Evaluator>& tick, const AccountRow& account, const RestoreTarget& target,
                                      std::span<const Tradable> tradables, const Costs& costs, const TradeLimits& limits,
                                      Workspace& workspace, TrialScratch& scratch, const CloseSearch& search = {}) {
  Faults found = trial_faults(tick, target, tradables, limits);
  append(found, search.faults());
  if (!found.empty()) return found;
  TrialTrades trades{tick, account, target, tradables, costs, limits, workspace, scratch};
  scratch.lots.assign(tradables.size(), 0);
  const auto at = [&](Index part) {
    const double share = static_cast<double>(part) / static_cast<double>(search.shares);
    for (std::size_t i = 0; i < tradables.size(); ++i) {
      const Index bought = tradables[i].lots_bought(), sold = tradables[i].lots_sold(), most = bought > 0 ? bought : sold;
      const auto lots = static_cast<Index>(__builtin_ceil(product(share, static_cast<double>(most)) - 0x1p-20));
      scratch.lots[i] = bought > 0 ? lots : -lots;
    }
    return trades.at(scratch.lots);
  };
  const Trial now = at(0);
  SmallestClose answer{.before = now.report, .after = now.report, .is_restored = now.is_met};
  if (now.is_met || !(now.missing == now.missing)) return answer;
  const Trial all = at(search.shares);
  const double guess = __builtin_ceil(product(static_cast<double>(search.shares), now.missing / (now.missing - all.missing)));
  const bool is_guess = guess >= 1.0 && guess <= static_cast<double>(search.shares);
  const auto first =
      first_step(search.shares, is_guess ? static_cast<Index>(guess) : 0, search.points, [&](Index part) { return at(part).is_met; });
  if (!first) return answer;
  const Trial closed = at(first->step);
  answer.share = static_cast<double>(first->step) / static_cast<double>(search.shares);
  answer.after = closed.report, answer.cost = closed.cost;
  answer.is_restored = true, answer.is_edge = first->is_edge;
  return answer;
}

}  // namespace bulwark::BULWARK_TARGET
