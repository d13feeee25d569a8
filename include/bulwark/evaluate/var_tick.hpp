#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/fold.hpp"
#include "bulwark/var/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// One market priced under the scenarios of a value-at-risk policy.
template <VarPolicy Var>
class VarTick {
 public:
  VarTick(Var policy, PricedMarket table, Faults faults)
      : policy_(std::move(policy)), table_(std::move(table)), faults_(std::move(faults)) {}

  const PricedMarket& table() const noexcept { return table_; }

  /// All that was wrong with the market; accounts that depend on it have no value at risk.
  Faults faults() const { return faults_; }

  Workspace workspace() const { return Workspace(table_); }

  /// None when the account was refused, is stale, or holds anything unknown.
  std::optional<VarReport> var(const AccountRow& account, Workspace& workspace) const noexcept {
    if (!is_current(table_, account) || !workspace.fits(table_)) return {};
    const Folded folded = fold(table_, account, workspace);
    if (!folded.is_known) return {};
    const ScenarioBlock* block = table_.blocks().empty() ? nullptr : &table_.blocks().front();
    double* profits = workspace.sums(0) + (block ? block->first : 0);
    const Index count = block ? block->count : 0;
    if (folded.units == 0) std::fill_n(profits, count, 0.0);
    const VarReport report = policy_.measure({profits, static_cast<std::size_t>(count)});
    if (!is_finite(report.value_at_risk) || !is_finite(report.expected_shortfall)) return {};
    return report;
  }

 private:
  Var policy_;
  PricedMarket table_;
  Faults faults_;
};

}  // namespace bulwark::BULWARK_TARGET
