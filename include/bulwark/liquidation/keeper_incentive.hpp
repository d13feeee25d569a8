#pragma once

#include <limits>
#include <optional>

#include "bulwark/liquidation/start_reward.hpp"
#include "bulwark/math/root.hpp"

namespace bulwark::BULWARK_TARGET {

/// What it costs to have an account of one's own liquidated for the reward. Quote.
struct StagedLiquidation {
  double kept_penalty;  ///< share of debt that does not come back to whoever stages it: penalty less what he earns as buyer, >= 0
  double gas;           ///< of opening, starting and buying, at a moment of his choice: a quiet one, >= 0
  int payments = 1;     ///< rewards that one account draws: its start and the restarts that are paid for, >= 1

  double cost(double debt) const noexcept { return fma(kept_penalty, debt, gas); }
};

/// Whether the reward for starting an auction is enough for somebody to do it while gas is dear, and too little to be worth staging.
/// A keeper is rational: he acts where the reward is at least what it costs him. Source: both conditions are linear in the debt, so their
/// bounds are divisions.
struct KeeperIncentive {
  StartReward<double> reward;
  double penalty;  ///< share of debt that is raised on top of it, >= 0

  /// Quote, for a debt (> 0).
  double paid(double debt) const noexcept { return reward.start(product(debt, 1.0 + penalty)); }

  /// `cost`: quote of starting, gas at the price that is provided for, and the keeper's profit. Not where either is unknown.
  bool is_enough(double debt, double cost) const noexcept { return paid(debt) >= cost; }

  /// The smallest debt for which somebody acts: the least dust. It is enough as `is_enough` rounds, and the double below it is not. Nothing
  /// where no debt is large enough.
  std::optional<double> least_debt(double cost) const noexcept {
    if (reward.flat >= cost) return 0.0;
    const double rise = product(reward.share, 1.0 + penalty);
    if (!(rise > 0.0) || !is_finite(cost)) return std::nullopt;
    const double debt = (cost - reward.flat) / rise, slack = product(0x1p-48, greatest(debt, cost / rise));
    if (!is_finite(debt + slack)) return std::nullopt;
    return adjacent_flip([&](double least) { return is_enough(least, cost); }, greatest(0.0, debt - slack), debt + slack).after;
  }

  /// What staging a liquidation of this debt earns, quote; negative where it costs.
  double staging_profit(double debt, const StagedLiquidation& staged) const noexcept {
    return product(static_cast<double>(staged.payments), paid(debt)) - staged.cost(debt);
  }

  /// Whether some debt from `least` to `most` earns anything: profit is linear in the debt, so one of the two does. Yes where it is
  /// unknown.
  bool is_farmable(double least, double most, const StagedLiquidation& staged) const noexcept {
    return !(staging_profit(least, staged) < 0.0 && staging_profit(most, staged) < 0.0);
  }

  Faults faults() const {
    Faults found = reward.faults();
    if (!(penalty >= 0.0 && is_finite(penalty))) report(found, FaultCode::negative, "keeper_incentive.penalty", {}, penalty);
    return found;
  }
};

/// A reward, and the smallest debt that it is safe for.
struct SafeIncentive {
  KeeperIncentive incentive;
  double least_debt;  ///< quote; of a vault: its dust
};

/// The reward that is enough at this cost for every debt from the least, and that no debt is worth staging for; the least is as small as
/// it can be. `share` is paid of what is to be raised, a flat sum makes up what it lacks at the least debt, and staging is to cost at least
/// (1 + headroom) times what it draws (headroom > 2^-40, say 0.1). Nothing where a share of this size is farmed by large debts, whatever
/// the flat sum, or a number is out of its domain. Limits: the least debt is the cost over the penalty that is kept: dearer gas needs
/// larger lots.
inline std::optional<SafeIncentive> safe_incentive(double cost, double share, double penalty, const StagedLiquidation& staged,
                                                   double headroom) noexcept {
  const double drawn = product(static_cast<double>(staged.payments), 1.0 + headroom), rise = product(share, 1.0 + penalty);
  const bool is_good = cost >= 0.0 && share >= 0.0 && penalty >= 0.0 && staged.gas >= 0.0 && staged.payments >= 1 && headroom > 0x1p-40;
  if (!is_good || !(product(drawn, rise) < staged.kept_penalty)) return std::nullopt;
  const double least = greatest(0.0, fma(drawn, cost, -staged.gas) / staged.kept_penalty);
  // A flat sum that falls short by a rounding would leave the least debt without a keeper: a little more, which the headroom bears.
  const double flat = greatest(0.0, fma(-rise, least, product(cost, 1.0 + 0x1p-50)));
  return SafeIncentive{{.reward = {.flat = flat, .share = share}, .penalty = penalty}, least};
}

}  // namespace bulwark::BULWARK_TARGET
