#pragma once

#include <compare>
#include <limits>
#include <optional>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/report.hpp"

namespace bulwark::inline v1 {

/// By what accounts are called risky; the lowest is the riskiest.
enum class RankedBy {
  health,     ///< maintenance resources / requirement
  surplus,    ///< quote above the maintenance requirement
  shortfall,  ///< the same of accounts that are short of it, and no others
};

/// An account and the number that it is ranked by. The lower number first, of equal ones the account with the lower name.
struct RankedAccount {
  double number = 0.0;
  Index account = -1;

  friend constexpr bool operator==(const RankedAccount&, const RankedAccount&) = default;
  friend constexpr std::partial_ordering operator<=>(const RankedAccount&, const RankedAccount&) = default;
};

/// Maintenance resources / requirement; where nothing is required infinite, of the sign of the resources. NaN of an unknown account.
constexpr double health_of(const RiskReport& report) noexcept {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (!report.verdict.is_known()) return std::numeric_limits<double>::quiet_NaN();
  return report.health.value_or(report.resources.maintenance < 0.0 ? -infinity : infinity);
}

/// Maintenance requirement / resources, the number that is 1 at liquidation and grows before; 0 where nothing is required of resources
/// that are there, infinite where something is and there are none. NaN of an unknown account.
constexpr double margin_ratio_of(const RiskReport& report) noexcept {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double has = report.resources.maintenance, needs = report.requirement.maintenance;
  if (!report.verdict.is_known()) return std::numeric_limits<double>::quiet_NaN();
  if (!(has > 0.0)) return has == 0.0 && needs == 0.0 ? 0.0 : infinity;
  return needs / has;
}

/// The number that an account is ranked by; none of an unknown account, or of one that is not of the kind.
constexpr std::optional<double> rank_of(const RiskReport& report, RankedBy by) noexcept {
  if (!report.verdict.is_known()) return {};
  const double surplus = report.maintenance_surplus();
  if (by == RankedBy::shortfall && !(surplus < 0.0)) return {};
  const double number = by == RankedBy::health ? health_of(report) : surplus;
  return number == number ? std::optional{number} : std::nullopt;
}

}  // namespace bulwark::inline v1
