#pragma once

#include <vector>

#include "bulwark/evaluate/first_step.hpp"
#include "bulwark/evaluate/restore_target.hpp"
#include "bulwark/evaluate/smallest_close.hpp"
#include "bulwark/evaluate/tick.hpp"

namespace bulwark::BULWARK_TARGET {

/// An account of which only a share is left: positions, their entries, coins and cash alike. Reusable: keeps its memory.
class ScaledAccount {
 public:
  /// `keep` of everything, and `paid` quote of cash on top. The view is valid until the next call.
  AccountRow of(const AccountRow& account, double keep, double paid) {
    segments_.assign(account.segments.begin(), account.segments.end());
    row_.clear(), quantity_.clear(), leg_.clear();
    for (Segment& segment : segments_) {
      const auto first = static_cast<std::uint32_t>(row_.size());
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        row_.push_back(account.row[k]);
        quantity_.push_back(product(keep, account.quantity[k]));
        leg_.push_back(product(keep, account.leg[k]));
      }
      segment.begin = first, segment.end = static_cast<std::uint32_t>(row_.size());
      for (double* sum : {&segment.legs, &segment.coins, &segment.naked, &segment.futures}) *sum = product(keep, *sum);
    }
    if (keep == 0.0) segments_.clear();
    AccountRow left = account;
    left.segments = segments_;
    left.row = row_.data(), left.quantity = quantity_.data(), left.leg = leg_.data();
    left.cash = fma(keep, account.cash, paid);
    return left;
  }

 private:
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> row_;
  std::vector<double> quantity_, leg_;
};

/// A share of a whole account that changes hands.
struct Takeover {
  double share = 0.0;  ///< of positions, coins and cash, in [0, 1]; 0: nothing is to be done
  double paid = 0.0;   ///< quote, to the account: the share's worth less the discount; the taker's gain is the discount
  RiskReport before{}, after{};
  bool is_restored = false;  ///< otherwise no share that was tried restores; `share` is 0
  bool is_edge = true;       ///< no larger share that was tried falls short again
};

/// The smallest share of the whole account which, taken over at `discount` off its worth, leaves the rest at the target: as Derive's
/// auction sells accounts, with any margin rule. In closed form where requirement and resources are homogeneous in size (twice the account,
/// twice both): f = missing / (missing + worth x (1 - discount)) of a worth that counts in full; tried first, then the points as in
/// `smallest_close`, whose limits hold here too. Nobody buys an account that is worth nothing: none is restored.
/// Rounding: none of money; the share is rounded up to a part of the whole, against the account, by at most worth x discount / shares.
template <class Evaluator>
Checked<Takeover> smallest_takeover(const Tick<Evaluator>& tick, const AccountRow& account, const RestoreTarget& target, double discount,
                                    Workspace& workspace, ScaledAccount& scratch, const CloseSearch& search = {}) {
  Faults found = target.faults();
  append(found, search.faults());
  if (!(discount >= 0.0 && discount < 1.0)) report(found, FaultCode::out_of_range, "takeover.discount", {}, discount);
  if (!found.empty()) return found;
  Takeover answer{.before = tick.evaluate(account, workspace)};
  answer.after = answer.before, answer.is_restored = target.is_met(answer.before);
  const double worth = product(answer.before.equity, 1.0 - discount), missing = target.missing(answer.before);
  if (answer.is_restored || !(missing == missing) || !(worth > 0.0)) return answer;
  const auto at = [&](Index part) {
    answer.share = static_cast<double>(part) / static_cast<double>(search.shares), answer.paid = product(answer.share, worth);
    answer.after = tick.evaluate(scratch.of(account, 1.0 - answer.share, answer.paid), workspace);
    return target.is_met(answer.after);
  };
  const double guess = __builtin_ceil(product(static_cast<double>(search.shares), missing / (missing + worth)));
  const bool is_guess = guess >= 1.0 && guess <= static_cast<double>(search.shares);
  const auto first = first_step(search.shares, is_guess ? static_cast<Index>(guess) : 0, search.points, at);
  if (!first) {
    answer.share = answer.paid = 0.0, answer.after = answer.before;
    return answer;
  }
  answer.is_restored = at(first->step), answer.is_edge = first->is_edge;
  return answer;
}

}  // namespace bulwark::BULWARK_TARGET
