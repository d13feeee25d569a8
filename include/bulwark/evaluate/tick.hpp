#pragma once

#include <limits>
#include <new>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/report.hpp"
#include "bulwark/scenario/fold.hpp"

namespace bulwark::BULWARK_TARGET {

/// What is said of an account that cannot be evaluated.
inline RiskReport unknown_report() noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  return {.equity = unknown, .resources = {unknown, unknown}, .requirement = {unknown, unknown}, .health = {}, .verdict = {}};
}

/// Writes `made()` in place, and asks for the memory of the report after the next: many reports are in no cache, and waiting for room to
/// write them would hold up the sums. To make a report elsewhere and copy it would wait for what has just been written in parts.
template <class Make>
RiskReport& write_report(std::span<RiskReport> reports, Index at, Make made) noexcept {
  const Index after_next = at + 2 < std::ssize(reports) ? at + 2 : at;
  const char* coming = reinterpret_cast<const char*>(&reports[static_cast<std::size_t>(after_next)]);
  __builtin_prefetch(coming, 1);
  __builtin_prefetch(coming + sizeof(RiskReport) - 1, 1);
  return *::new (static_cast<void*>(&reports[static_cast<std::size_t>(at)])) RiskReport(made());
}

/// One market priced for one venue: the table and the policies that asked for it, in one value.
/// Const and reentrant; every thread brings its own workspace.
template <class Evaluator>
class Tick {
 public:
  Tick(Evaluator venue, PricedMarket table, Faults faults)
      : venue_(std::move(venue)), table_(std::move(table)), faults_(std::move(faults)) {}

  const Evaluator& venue() const noexcept { return venue_; }
  const PricedMarket& table() const noexcept { return table_; }

  /// All that was wrong with the market; what depends on it is unknown, the rest is not touched.
  Faults faults() const { return faults_; }

  /// Hands table and faults to `change(table, faults)`, which brings both up to another market; the table's revision is another.
  template <class Change>
  auto change(Change change) {
    table_.revise();
    return change(table_, faults_);
  }

  Workspace workspace() const { return Workspace(table_); }

  /// Whether the account may be read against this table.
  bool is_current(const AccountRow& account) const noexcept { return bulwark::is_current(table_, account); }

  /// One account. An account that was refused, is stale, or holds anything unknown gets an unknown verdict.
  RiskReport evaluate(const AccountRow& account, Workspace& workspace) const noexcept {
    return with_folded(account, workspace, [&](const ValuedAccount& valued, const Profits& profits, bool is_known) noexcept {
      return venue_.judge(valued, profits, is_known);
    });
  }

  /// Many accounts; reports[i] has the bits of evaluate(rows.at(i)). Evaluates as many as there are reports.
  void evaluate(const AccountRows& rows, Workspace& workspace, std::span<RiskReport> reports) const noexcept {
    evaluate(rows, 0, workspace, reports);
  }

  /// The accounts from the `first` (>= 0) on, for a thread's share of them: reports[i] has the bits of evaluate(rows.at(first + i)).
  void evaluate(const AccountRows& rows, Index first, Workspace& workspace, std::span<RiskReport> reports) const noexcept {
    const Index count = std::ssize(reports) < rows.size() - first ? std::ssize(reports) : rows.size() - first;
    for (Index i = 0; i < count; ++i) write_report(reports, i, [&]() noexcept { return evaluate(rows.at(first + i), workspace); });
  }

  /// Evaluates, and hands the folded account to `use(report, account, profits)` while the workspace holds it.
  template <class Use>
  RiskReport on_folded(const AccountRow& account, Workspace& workspace, Use use) const noexcept {
    return with_folded(account, workspace, [&](const ValuedAccount& valued, const Profits& profits, bool is_known) noexcept {
      return use(venue_.judge(valued, profits, is_known), valued, profits);
    });
  }

 private:
  template <class Judge>
  RiskReport with_folded(const AccountRow& account, Workspace& workspace, Judge judge) const noexcept {
    if (!is_current(account) || !workspace.fits(table_)) return unknown_report();
    const Folded folded = fold(table_, account, workspace);
    const std::span<const HeldUnit> units = workspace.units().first(static_cast<std::size_t>(folded.units));
    const ValuedAccount valued(table_, account, units, folded.equity);
    const Profits profits(table_.blocks(), units, workspace.sums(0), table_.stride());
    return judge(valued, profits, folded.is_known);
  }

  Evaluator venue_;
  PricedMarket table_;
  Faults faults_;
};

}  // namespace bulwark::BULWARK_TARGET
