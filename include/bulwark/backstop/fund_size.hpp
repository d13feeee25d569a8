#pragma once

#include <limits>
#include <span>

#include "bulwark/math/order_statistics.hpp"

namespace bulwark::inline v1 {

/// An estimate from independent paths, and its standard error.
struct FundEstimate {
  double value;
  double standard_error;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How many of so many paths may be ruined, at most, and how far to both sides the error looks: one binomial deviation.
struct RuinedPaths {
  RuinedPaths(Index of, double ruin) noexcept
      : paths(of),
        ruined(static_cast<Index>(product(static_cast<double>(of), ruin))),
        deviation(__builtin_sqrt(product(product(static_cast<double>(of), ruin), 1.0 - ruin))),
        apart(static_cast<Index>(__builtin_ceil(deviation))) {}

  /// `need(rank)`: 0 is the largest.
  template <class Need>
  FundEstimate size(const Need& need) const noexcept {
    const double capital = need(ruined);
    if (ruined < apart || ruined + apart >= paths) return {capital, std::numeric_limits<double>::quiet_NaN()};
    return {capital, product(need(ruined - apart) - need(ruined + apart), 0.5) * (deviation / static_cast<double>(apart))};
  }

  Index paths, ruined;
  double deviation;
  Index apart;
};

/// The capital that all but a share `ruin` (in (0, 1)) of the paths need no more than: the least that does. Standard error: half the
/// distance of the order statistics one binomial deviation to both sides (Woodruff, 1952); NaN where the sample has none so far out, which
/// is below about two ruined paths. Reorders `needs`. NaN where a need is, or there is no path.
inline FundEstimate fund_size(std::span<double> needs, double ruin) noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const Index paths = std::ssize(needs);
  if (paths == 0 || !(ruin > 0.0 && ruin < 1.0)) return {unknown, unknown};
  return RuinedPaths(paths, ruin).size([&](Index rank) { return nth_smallest(needs, paths - 1 - rank); });
}

/// A share of `count` of `paths` and its error; at the ends, where the binomial says none, that of one path.
inline FundEstimate share_of_paths(double count, double paths) noexcept {
  const double share = count / paths;
  return {share, __builtin_sqrt(greatest(product(share, 1.0 - share), 1.0 / paths) / paths)};
}

/// How likely a fund of `capital` is ruined within the horizon: the share of paths that need more. NaN where a need is.
inline FundEstimate ruin_probability(std::span<const double> needs, double capital) noexcept {
  double ruined = 0.0;
  for (const double need : needs) ruined += need > capital ? 1.0 : need <= capital ? 0.0 : need - capital;  // NaN comes through
  return share_of_paths(ruined, static_cast<double>(needs.size()));
}

/// The mean time of ruin of the paths that were ruined, years, added in the order of paths; NaN where none was, or a time is NaN.
inline FundEstimate mean_ruin_years(std::span<const double> times) noexcept {
  double count = 0.0, sum = 0.0, square = 0.0;
  for (const double time : times) {
    if (time == std::numeric_limits<double>::infinity()) continue;
    count += 1.0, sum += time;
  }
  const double mean = sum / count;
  for (const double time : times)
    if (time != std::numeric_limits<double>::infinity()) square = fma(time - mean, time - mean, square);
  return {mean, __builtin_sqrt(square / product(count, count - 1.0))};
}

}  // namespace bulwark::BULWARK_TARGET
