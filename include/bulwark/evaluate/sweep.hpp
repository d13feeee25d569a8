#pragma once

#include <concepts>

#include "bulwark/evaluate/tick.hpp"
#include "bulwark/evaluate/venue_summary.hpp"

namespace bulwark::inline v1 {

/// Accounts begin to end of those at hand: the unit of work of a sweep. Who runs which range, and on what thread or machine, changes no
/// bit.
struct AccountRange {
  Index begin = 0;
  Index end = 0;
  Index first_name = 0;  ///< of account 0: what is added to a place to name the account in the whole venue
};

/// Part `part` of `parts` of a range; the parts differ by at most one account.
constexpr AccountRange part_of(AccountRange range, Index part, Index parts) noexcept {
  const Index size = range.end - range.begin, each = size / parts, longer = size % parts;
  const auto start = [&](Index p) { return range.begin + p * each + (p < longer ? p : longer); };
  return {start(part), start(part + 1), range.first_name};
}

/// Accounts that can be read one by one: `AccountRows`, or a reader of compressed rows.
template <class Accounts>
concept ReadsAccounts = requires(Accounts& accounts, Index place) {
  { accounts.at(place) }
  noexcept->std::same_as<AccountRow>;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What evaluates an account: a `Tick`, or a `FloatTick` over it.
template <class T>
concept EvaluatesAccounts = requires(const T& tick, const AccountRow& account, Workspace& workspace) {
  { tick.evaluate(account, workspace) }
  noexcept->std::same_as<RiskReport>;
};

/// Evaluates every account of a range and hands its report to `use(name, report)`.
template <EvaluatesAccounts Evaluator, ReadsAccounts Accounts, class Use>
void each_report(const Evaluator& tick, Accounts&& accounts, const AccountRange& range, Workspace& workspace, Use use) noexcept {
  for (Index i = range.begin; i < range.end; ++i) use(i + range.first_name, tick.evaluate(accounts.at(i), workspace));
}

/// Evaluates every account of a range into a summary, and writes as many reports as there is room for: reports[i] is that of account
/// range.begin + i, with the bits of `Tick::evaluate`. Threads share the tick; each has its own workspace, summary and reader. Does not
/// allocate.
template <EvaluatesAccounts Evaluator, ReadsAccounts Accounts, Index Most>
void sweep(const Evaluator& tick, Accounts&& accounts, const AccountRange& range, Workspace& workspace, VenueSummary<Most>& summary,
           std::span<RiskReport> reports = {}) noexcept {
  const Index kept = range.begin + std::ssize(reports) < range.end ? range.begin + std::ssize(reports) : range.end;
  for (Index i = range.begin; i < kept; ++i)
    summary.add(i + range.first_name,
                write_report(reports, i - range.begin, [&]() noexcept { return tick.evaluate(accounts.at(i), workspace); }));
  each_report(tick, accounts, {kept > range.begin ? kept : range.begin, range.end, range.first_name}, workspace,
              [&](Index name, const RiskReport& report) noexcept { summary.add(name, report); });
}

}  // namespace bulwark::BULWARK_TARGET
