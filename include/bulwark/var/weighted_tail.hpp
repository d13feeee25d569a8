#pragma once

#include "bulwark/core/report.hpp"
#include "bulwark/math/order_statistics.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of scenarios that do not count alike: the loss at which the worst ones reach `tail`, in (0, 1), of
/// all weight, and the mean of the worst that weigh so much, the last of them in part. Reorders `scenarios`; their order changes no bit.
/// Weights need not add up to one: they count by their share of the sum. A cumulative weight that rounding left below the tail by 2^-40 of
/// it reaches it. NaN for a NaN profit, a negative or infinite weight, or no weight at all.
/// Source: Boudoukh, Richardson, Whitelaw, "The best of both worlds" (1998); Rockafellar, Uryasev (2000).
inline VarReport weighted_tail(std::span<Weighted> scenarios, double tail) noexcept {
  double all = 0.0;
  if (sort_weighted(scenarios))
    for (const Weighted& s : scenarios) all += s.weight;
  else
    all = std::numeric_limits<double>::quiet_NaN();
  const double held = all > 0.0 ? product(all, tail) : std::numeric_limits<double>::quiet_NaN();
  const double quantile = -weighted_quantile(scenarios, product(held, 1.0 - 0x1p-40));
  const double mean = -weighted_tail_mean(scenarios, held);
  return {.value_at_risk = quantile, .expected_shortfall = greatest(mean, quantile), .scenarios = std::ssize(scenarios)};
}

}  // namespace bulwark::BULWARK_TARGET
