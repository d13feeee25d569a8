#pragma once

#include <array>
#include <cstddef>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/report.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/exact_sum.hpp"

namespace bulwark::BULWARK_TARGET {

/// What many accounts have and need together. Every sum is of the known accounts' reported numbers, exact until it is read, so that no
/// split and no order of merging changes a bit; an unknown account is counted as that and is in no sum. Quote.
class VenueTotals {
 public:
  ExactSum equity{};  ///< also of accounts that owe more than they have
  ExactSum initial_resources{}, maintenance_resources{};
  ExactSum initial_requirement{}, maintenance_requirement{};
  ExactSum shortfall{};  ///< >= 0; what accounts lack of their maintenance requirement
  ExactSum bad_debt{};   ///< >= 0; what accounts owe beyond what they have

  void add(const RiskReport& report) noexcept {
    ++count_[static_cast<std::size_t>(report.verdict.standing)];
    if (!report.verdict.is_known()) return;
    equity.add(report.equity);
    initial_resources.add(report.resources.initial);
    maintenance_resources.add(report.resources.maintenance);
    initial_requirement.add(report.requirement.initial);
    maintenance_requirement.add(report.requirement.maintenance);
    if (const double surplus = report.maintenance_surplus(); !(surplus >= 0.0)) shortfall.add(-surplus);
    if (!(report.equity >= 0.0)) bad_debt.add(-report.equity);
  }

  void merge(const VenueTotals& other) noexcept {
    for (std::size_t i = 0; i < count_.size(); ++i) count_[i] += other.count_[i];
    for (ExactSum VenueTotals::*sum :
         {&VenueTotals::equity, &VenueTotals::initial_resources, &VenueTotals::maintenance_resources, &VenueTotals::initial_requirement,
          &VenueTotals::maintenance_requirement, &VenueTotals::shortfall, &VenueTotals::bad_debt})
      (this->*sum).merge(other.*sum);
  }

  Index count(Standing standing) const noexcept { return count_[static_cast<std::size_t>(standing)]; }  ///< accounts that stand so
  Index unknown() const noexcept { return count(Standing::unknown); }
  Index accounts() const noexcept { return known() + unknown(); }

  /// Accounts that the sums cover.
  Index known() const noexcept {
    return count(Standing::healthy) + count(Standing::warned) + count(Standing::liquidatable) + count(Standing::bankrupt);
  }

  friend bool operator==(const VenueTotals&, const VenueTotals&) = default;

 private:
  std::array<Index, 5> count_{};  ///< row Standing
};

}  // namespace bulwark::BULWARK_TARGET
