#pragma once

#include <span>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/var/procyclicality.hpp"
#include "bulwark/var/shortfall_test.hpp"

namespace bulwark::inline v1 {

/// Who holds the book that is margined: one who opens it with `cushion` requirements, takes out what is above them, and puts in nothing.
/// Liquidated, at the close and without slippage, where less than the next requirement is left; the next day somebody opens it again.
struct BookOwner {
  double cushion = 1.5;  ///< requirements, >= 1
};

/// What a requirement comes to over a history. Quote, of a book that is held anew each day.
struct MarginBacktest {
  Index days = 0;
  double mean_requirement = 0.0;
  Index breaches = 0;                ///< days that lost more than was required for them
  double shortfall = 0.0;            ///< of them all: what books margined at the requirement alone leave unpaid
  double worst_shortfall = 0.0;      ///< of one day
  Index worst_day = -1;              ///< its number
  double peak_to_trough = 0.0;       ///< of the requirement, >= 1
  double largest_rise = 0.0;         ///< of the requirement within the days asked for; 0.5 is half as much again
  Index liquidations = 0;            ///< of the owner
  Index liquidations_by_a_rise = 0;  ///< of them those that met what was required the day before: the margin's doing, not the market's
  double unpaid = 0.0;               ///< losses beyond all that the owner had
  double worst_unpaid = 0.0;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Holds each day's loss against `scale` times its requirement (`value_at_risk` of the day). All days must be known (`known_days`): NaN in,
/// NaN out. `rise_days` (>= 1) are those of the largest rise.
inline MarginBacktest margin_backtest(std::span<const ForecastDay> days, double scale = 1.0, const BookOwner& owner = {},
                                      Index rise_days = 5) {
  MarginBacktest all{.days = std::ssize(days)};
  std::vector<double> path;
  for (const ForecastDay& day : days) path.push_back(product(scale, day.value_at_risk));
  double equity = 0.0;
  bool is_open = false;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const double over = greatest(0.0, -days[i].profit - path[i]);
    all.mean_requirement += path[i] / static_cast<double>(days.size());
    all.breaches += over > 0.0 ? 1 : 0;
    all.shortfall += over;
    if (over > all.worst_shortfall) all.worst_day = static_cast<Index>(i);
    all.worst_shortfall = greatest(over, all.worst_shortfall);

    const double most = product(owner.cushion, path[i]);
    equity = (is_open ? least(equity, most) : most) + days[i].profit;
    all.unpaid += greatest(0.0, -equity);
    all.worst_unpaid = greatest(-equity, all.worst_unpaid);
    const double next = i + 1 < days.size() ? path[i + 1] : path[i];
    is_open = equity >= next;
    if (is_open) continue;
    ++all.liquidations;
    all.liquidations_by_a_rise += equity >= path[i] ? 1 : 0;
  }
  all.peak_to_trough = peak_to_trough(path);
  all.largest_rise = largest_rise(path, rise_days);
  return all;
}

/// The scale at which the days' mean requirement is `mean`: policies are compared where they cost the same.
inline double scale_to_mean(std::span<const ForecastDay> days, double mean) noexcept {
  double sum = 0.0;
  for (const ForecastDay& day : days) sum += day.value_at_risk / static_cast<double>(days.size());
  return sum > 0.0 ? mean / sum : __builtin_nan("");
}

inline Faults faults(const BookOwner& owner) {
  Faults found;
  if (!(owner.cushion >= 1.0 && is_finite(owner.cushion))) report(found, FaultCode::out_of_range, "book_owner.cushion", {}, owner.cushion);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
