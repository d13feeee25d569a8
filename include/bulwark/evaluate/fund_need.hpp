#pragma once

#include <vector>

#include "bulwark/evaluate/compare.hpp"

namespace bulwark::inline v1 {

/// A market that may come, and how likely it is.
struct StressedMarket {
  MarketState market;
  double probability = 0.0;  ///< in [0, 1]; of all stresses together at most 1, the rest being a day like today
};

/// What a fund would have to pay, quote.
struct FundNeed {
  double now = 0.0;         ///< everybody closed at today's prices: the sum of what equities lack of nothing
  double expected = 0.0;    ///< over the stresses and the day like today
  double worst = 0.0;       ///< of `now` and the stresses
  Index worst_stress = -1;  ///< which; -1: none costs more than `now`
  Index unknown = 0;        ///< pairs of account and market in which nobody knows; not in the sums, so that these are then too low
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What a fund needs under a set of rules. Whom the rules liquidate today is closed at today's prices and is not there when a stress
/// comes; everybody else goes through it as he is, and costs what his equity is below zero. So rules that liquidate sooner need less, and
/// the difference between two rules' needs is what the change buys. Unit: quote; profits are not shared: one account's surplus pays for no
/// other's loss. Added in the order of the accounts. Faults: of the rules, of a probability. Prices each stress once.
template <class Evaluator>
Checked<FundNeed> fund_need(const Evaluator& rules, const Listing& listing, const AccountRows& accounts, const MarketState& market,
                            std::span<const StressedMarket> stresses) {
  const auto today = rules.price(listing, market);
  Faults found = today.faults();
  double certain = 0.0;
  for (Index s = 0; s < std::ssize(stresses); ++s) {
    const double probability = stresses[static_cast<std::size_t>(s)].probability;
    certain += probability;
    if (!(probability >= 0.0 && certain <= 1.0 + 0x1p-40))
      report(found, FaultCode::out_of_range, "stressed_market.probability", {.outer = s}, probability);
  }
  if (!found.empty()) return found;

  std::vector<bool> is_exposed(static_cast<std::size_t>(accounts.size()));
  FundNeed need;
  Workspace workspace = today->workspace();
  for (Index i = 0; i < accounts.size(); ++i) {
    const RiskReport report = today->evaluate(accounts.at(i), workspace);
    is_exposed[static_cast<std::size_t>(i)] = report.verdict.is_known() && !report.verdict.is_liquidatable();
    if (report.verdict.is_known())
      need.now += positive_part(-report.equity);
    else
      ++need.unknown;
  }
  need.worst = need.now;
  need.expected = product(greatest(0.0, 1.0 - certain), need.now);
  for (Index s = 0; s < std::ssize(stresses); ++s) {
    const StressedMarket& stress = stresses[static_cast<std::size_t>(s)];
    const auto tick = rules.price(listing, stress.market);
    if (!tick) return tick.faults();
    Workspace scratch = tick->workspace();
    double sum = need.now;
    for (Index i = 0; i < accounts.size(); ++i) {
      if (!is_exposed[static_cast<std::size_t>(i)]) continue;
      const RiskReport report = tick->evaluate(accounts.at(i), scratch);
      if (report.verdict.is_known())
        sum += positive_part(-report.equity);
      else
        ++need.unknown;
    }
    need.expected = fma(stress.probability, sum, need.expected);
    if (sum > need.worst) need.worst = sum, need.worst_stress = s;
  }
  return need;
}

}  // namespace bulwark::BULWARK_TARGET
