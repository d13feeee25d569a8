#pragma once

#include "bulwark/math/order_statistics.hpp"
#include "bulwark/var/tail_count.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much of the expected shortfall each scenario is: fills `share` (row scenario, adds up to 1) so that the coherent shortfall of
/// `profits` is the sum of share x loss. Scenarios at the value at risk have what is left of the tail in equal parts, so their order
/// changes nothing. `share` and `scratch` are as long as `profits`, `tail` in (0, 1). Returns the order-statistic value at risk; NaN, and
/// so is every share, where a profit is or there is none. Source: Tasche, "Expected shortfall and beyond" (2002), for the shares as the
/// gradient of the shortfall.
inline double tail_shares(std::span<const double> profits, double tail, std::span<double> share, std::span<double> scratch) noexcept {
  const Index count = std::ssize(profits);
  const double in_tail = greatest(tail_count(count, tail), 1.0);
  std::copy(profits.begin(), profits.end(), scratch.begin());
  const double quantile = nth_smallest(scratch.first(profits.size()), tail_rank(count, tail) - 1);
  double below = 0.0, at = 0.0;
  for (const double p : profits) below += p < quantile ? 1.0 : 0.0, at += p == quantile ? 1.0 : 0.0;
  const double whole = quantile == quantile ? 1.0 / in_tail : quantile, part = (in_tail - below) / product(in_tail, at);
  for (std::size_t s = 0; s < profits.size(); ++s) share[s] = profits[s] == quantile ? part : profits[s] < quantile ? whole : 0.0 * whole;
  return -quantile;
}

/// What one leg adds to a loss that is the sum of `share` x loss: its Euler contribution, for all legs together the whole; of one unit of a
/// trade, the marginal loss. Losses are positive; `profits` is the leg's, one per scenario. Added in the order of scenarios.
inline double contribution(std::span<const double> profits, std::span<const double> share) noexcept {
  double sum = 0.0;
  for (std::size_t s = 0; s < profits.size(); ++s) sum = fma(share[s], profits[s], sum);
  return 0.0 - sum;
}

}  // namespace bulwark::BULWARK_TARGET
