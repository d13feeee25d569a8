#pragma once

#include "bulwark/math/order_statistics.hpp"
#include "bulwark/var/tail_shares.hpp"

namespace bulwark::BULWARK_TARGET {

/// As `tail_shares`, for scenarios that do not count alike: fills `share` so that the shortfall of `weighted_tail` is the sum of share x
/// loss. Scenarios at the value at risk have what is left of the tail by their weights. Returns the value at risk. Added from the worst up,
/// so the order of scenarios changes no share. NaN, and so is every share, for a NaN profit, a negative or infinite weight, or no weight at
/// all.
inline double weighted_tail_shares(std::span<const double> profits, std::span<const double> weights, double tail, std::span<double> share,
                                   std::span<Weighted> scratch) noexcept {
  const std::span<Weighted> sorted = scratch.first(profits.size());
  for (std::size_t s = 0; s < profits.size(); ++s) sorted[s] = {profits[s], weights[s]};
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  double all = 0.0;
  if (sort_weighted(sorted))
    for (const Weighted& w : sorted) all += w.weight;
  const double held = all > 0.0 ? product(all, tail) : unknown;
  const double quantile = weighted_quantile(sorted, product(held, 1.0 - 0x1p-40));
  double below = 0.0, at = 0.0;
  for (const Weighted& w : sorted) {
    if (w.value < quantile) below += w.weight;
    if (w.value == quantile) at += w.weight;
  }
  const double part = (held - below) / product(held, at), whole = 1.0 / held;
  for (std::size_t s = 0; s < profits.size(); ++s)
    share[s] = !(quantile == quantile)  ? unknown
               : profits[s] == quantile ? product(part, weights[s])
               : profits[s] < quantile  ? product(whole, weights[s])
                                        : 0.0;
  return -quantile;
}

}  // namespace bulwark::BULWARK_TARGET
