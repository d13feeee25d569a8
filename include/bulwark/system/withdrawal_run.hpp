#pragma once

#include <concepts>
#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A pool that pays whoever comes first in full: out of cash, then by selling what is lent or staked for less than it is worth; who stays
/// bears the difference. Amounts in quote or coins, all alike. Rates are shares of a claim; nothing is rounded.
/// Source: the sequential service of Diamond and Dybvig (1983).
struct WithdrawalRun {
  double liquid;     ///< that can be paid at once, >= 0
  double illiquid;   ///< worth of the rest where nobody is in a hurry, >= 0
  double claims;     ///< of all depositors, > 0
  double recovered;  ///< share of its worth that the rest brings in a hurry, in (0, 1]

  double liquidity_ratio() const noexcept { return liquid / claims; }

  /// The most that can be paid, of `claims`.
  double payable() const noexcept { return least(claims, fma(recovered, illiquid, liquid)); }

  /// What is left, per claim of those who stay, once claims of `withdrawn` in [0, claims] have asked; none of it above 1. Nothing where the
  /// pool is empty before all of them are paid.
  double rate_after(double withdrawn) const noexcept {
    const double rushed = positive_part(withdrawn - liquid) / recovered;
    const double left = liquid - least(withdrawn, liquid) + positive_part(illiquid - rushed), stay = claims - withdrawn;
    if (rushed > illiquid) return 0.0;
    return stay > 0.0 ? least(1.0, left / stay) : 1.0;
  }

  /// What those who stay have lost together.
  double loss_after(double withdrawn) const noexcept { return product(1.0 - rate_after(withdrawn), claims - withdrawn); }

  /// The share of claims beyond whose withdrawal who stays gets less than who leaves; 0 where claims are not covered to begin with, 1 where
  /// no run can hurt. In closed form: the surplus over claims is used up by sales in a hurry.
  double threshold() const noexcept {
    const double surplus = liquid + illiquid - claims;
    if (surplus < 0.0) return 0.0;
    const double cost = 1.0 / recovered - 1.0;  // per unit that is sold in a hurry
    if (!(cost > 0.0)) return 1.0;
    return least(1.0, (liquid + surplus / cost) / claims);
  }

  /// Where a run ends that begins with the share `first` of claims: `leaves(loss)` is the share of depositors who leave once who stays is
  /// seen to lose `loss` of a claim; not decreasing, NaN where nobody knows, and then the answer is NaN. The least fixed point above
  /// `first`, from below: the last of 10,000 steps grew by no more than `tolerance`, or NaN where they do not suffice.
  template <std::invocable<double> Leaves>
  double settled(double first, Leaves leaves, double tolerance = 1e-12) const {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    double share = least(1.0, greatest(0.0, first));
    for (int step = 0; step < 10'000; ++step) {
      const double next = least(1.0, leaves(1.0 - rate_after(product(share, claims))));
      if (!(next == next)) return unknown;
      if (next <= share + tolerance) return share;
      share = next;
    }
    return unknown;
  }

  /// The least first share from which a run leaves more than `most` of the claims withdrawn; 1 where none does. To adjacent doubles: a run
  /// that begins larger never ends smaller. A run of which nobody knows the end counts as one that leaves more.
  template <std::invocable<double> Leaves>
  double run_threshold(Leaves leaves, double most) const {
    const auto may_run = [&](double first) { return !(settled(first, leaves) <= most); };
    if (may_run(0.0)) return 0.0;
    if (!may_run(1.0)) return 1.0;
    double calm = 0.0, run = 1.0;
    for (double middle = 0.5; middle > calm && middle < run; middle = 0.5 * (calm + run)) (may_run(middle) ? run : calm) = middle;
    return run;
  }

  Faults faults() const {
    Faults found;
    for (const double x : {liquid, illiquid})
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::negative, "withdrawal_run.assets", {}, x);
    if (!(claims > 0.0 && is_finite(claims))) report(found, FaultCode::not_positive, "withdrawal_run.claims", {}, claims);
    if (!(recovered > 0.0 && recovered <= 1.0)) report(found, FaultCode::out_of_range, "withdrawal_run.recovered", {}, recovered);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
