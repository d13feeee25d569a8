#pragma once

#include "bulwark/var/tail_shares.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much of the value at risk each scenario is: fills `share` (row scenario, adds up to 1) with a triangle over the ranks around
/// ceil(scenarios x tail), `half_width` (>= 0) ranks to either side or as many as there are on the shorter one. Zero is the scenario of
/// that rank alone: exact, and as noisy as one scenario; wider is a smoothed quantile, whose contributions are worth reading. Equal profits
/// have equal shares. `share` and `order` (scratch) are as long as `profits`. Returns the value at risk that the shares make; NaN as
/// `tail_shares`. Source: Tasche, "Euler allocation: theory and practice" (2008), for smoothing; a triangle instead of his Gaussian kernel
/// has an end.
inline double quantile_shares(std::span<const double> profits, double tail, Index half_width, std::span<double> share,
                              std::span<Index> order) noexcept {
  const Index count = std::ssize(profits), rank = tail_rank(count, tail);
  const auto profit = [&](Index at) { return profits[static_cast<std::size_t>(order[static_cast<std::size_t>(at)])]; };
  if (rank < 1 || rank > count || half_width < 0 || !has_no_nan(profits)) {
    std::fill(share.begin(), share.end(), std::numeric_limits<double>::quiet_NaN());
    return std::numeric_limits<double>::quiet_NaN();
  }
  for (Index s = 0; s < count; ++s) order[static_cast<std::size_t>(s)] = s;
  std::sort(order.begin(), order.begin() + count,
            [&](Index a, Index b) { return profits[static_cast<std::size_t>(a)] < profits[static_cast<std::size_t>(b)]; });
  const Index side = std::min({half_width, rank - 1, count - rank});
  const auto height = [&](Index at) {
    const Index apart = at < rank - 1 ? rank - 1 - at : at - (rank - 1);
    return apart <= side ? static_cast<double>(side + 1 - apart) : 0.0;
  };
  const double all = product(static_cast<double>(side + 1), static_cast<double>(side + 1));
  double quantile = 0.0;
  for (Index from = 0, to = 0; from < count; from = to) {
    double together = 0.0;
    for (to = from; to < count && profit(to) == profit(from); ++to) together += height(to);
    const double each = together / product(all, static_cast<double>(to - from));
    for (Index at = from; at < to; ++at) share[static_cast<std::size_t>(order[static_cast<std::size_t>(at)])] = each;
    if (together > 0.0) quantile = fma(together / all, profit(from), quantile);
  }
  return 0.0 - quantile;
}

}  // namespace bulwark::BULWARK_TARGET
