#pragma once

#include <limits>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// Numbers that were seen together, one row per day (or hour): day x series, row by row. NaN is one that was not seen.
struct Observations {
  std::span<const double> values;
  Index series;  ///< columns, > 0

  constexpr Index rows() const noexcept { return series > 0 ? std::ssize(values) / series : 0; }
  constexpr double at(Index row, Index column) const noexcept { return values[static_cast<std::size_t>(row * series + column)]; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The mean of what was seen of one series; NaN where nothing was.
inline double seen_mean(const Observations& table, Index column) noexcept {
  double sum = 0.0, count = 0.0;
  for (Index t = 0; t < table.rows(); ++t)
    if (const double x = table.at(t, column); x == x) sum += x, count += 1.0;
  return sum / count;
}

/// What keeps a covariance from being estimated. Gaps are no fault unless `may_miss` is false. Where: row, series; or series, series.
inline Faults faults(const Observations& table, bool may_miss) {
  Faults found;
  if (table.series <= 0) report(found, FaultCode::not_positive, "observations.series", {}, static_cast<double>(table.series));
  if (table.series <= 0 || table.values.empty()) return found.empty() ? Faults{{FaultCode::empty, "observations.values"}} : found;
  if (std::ssize(table.values) % table.series != 0)
    report(found, FaultCode::length_mismatch, "observations.values", {}, static_cast<double>(table.values.size()));
  for (Index t = 0; t < table.rows(); ++t)
    for (Index i = 0; i < table.series; ++i) {
      const double x = table.at(t, i);
      if (!is_finite(x) && (x == x || !may_miss))
        report(found, x == x ? FaultCode::not_finite : FaultCode::missing, "observations.values", {t, i}, x);
    }
  for (Index i = 0; i < table.series; ++i) {
    double least_seen = std::numeric_limits<double>::infinity(), most_seen = -least_seen;
    for (Index t = 0; t < table.rows(); ++t)
      if (const double x = table.at(t, i); x == x) least_seen = least(x, least_seen), most_seen = greatest(x, most_seen);
    if (!(least_seen < most_seen)) report(found, FaultCode::not_positive, "observations.variance", {.outer = i}, 0.0);
    for (Index j = 0; j < i; ++j) {
      Index together = 0;
      for (Index t = 0; t < table.rows(); ++t) together += table.at(t, i) == table.at(t, i) && table.at(t, j) == table.at(t, j) ? 1 : 0;
      if (together < 2) report(found, FaultCode::out_of_range, "observations.rows_of_pair", {i, j}, static_cast<double>(together));
    }
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
