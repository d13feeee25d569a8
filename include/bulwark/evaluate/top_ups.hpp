#pragma once

#include <optional>

#include "bulwark/evaluate/compare.hpp"
#include "bulwark/evaluate/limits.hpp"

namespace bulwark::inline v1 {

/// Who must bring money so that a change of rules liquidates nobody.
struct TopUps {
  Index accounts = 0;   ///< that must, and can
  double total = 0.0;   ///< quote, of those
  Index bankrupt = 0;   ///< have less than nothing, and are not expected to bring any; not in the total
  Index incurable = 0;  ///< no deposit of cash makes them healthy
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What each account would have to deposit in cash under the new rules, in multiples of `unit` (quote, > 0), so that it is not liquidated:
/// the rules themselves are asked, so haircuts on cash, tiers and floors are in it. top_ups[i] is 0 where nothing is needed, none where
/// nothing helps or the account is unknown. Rounded up: the account bears it. Added in the order of the accounts.
template <class Evaluator>
TopUps top_ups(const Tick<Evaluator>& new_rules, const AccountRows& accounts, double unit, Workspace& workspace, ChangedAccount& scratch,
               std::span<std::optional<double>> needed) {
  TopUps found;
  const Index count = std::ssize(needed) < accounts.size() ? std::ssize(needed) : accounts.size();
  for (Index i = 0; i < count; ++i) {
    std::optional<double>& one = needed[static_cast<std::size_t>(i)];
    const RiskReport report = new_rules.evaluate(accounts.at(i), workspace);
    if (!report.verdict.is_liquidatable()) {
      one = report.verdict.is_known() ? std::optional{0.0} : std::nullopt;
      continue;
    }
    one = smallest_cure(new_rules, accounts.at(i), unit, workspace, scratch);
    if (report.verdict.standing == Standing::bankrupt)
      ++found.bankrupt;
    else if (!one)
      ++found.incurable;
    else
      ++found.accounts, found.total += *one;
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
