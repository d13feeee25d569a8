#pragma once

#include "bulwark/math/smallest_first.hpp"
#include "bulwark/math/sort_spread.hpp"
#include "bulwark/var/sorted_tail.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of scenarios that count alike, each by its convention; the shortfall is never below the value at
/// risk. `tail` in (0, 1). Reorders `profits`; their order changes no bit. NaN when one of them is, or there are fewer than the tail has.
inline VarReport tail_report(std::span<double> profits, double tail, QuantileConvention quantile, ShortfallConvention shortfall) noexcept {
  const Index count = std::ssize(profits), worst = looked_at(count, tail, quantile);
  const Index near = smallest_first(profits, worst);
  if (near < 0) return sorted_tail_report({}, count, tail, quantile, shortfall);
  if (worst < near) std::nth_element(profits.begin(), profits.begin() + worst, profits.begin() + near);
  sort_spread(profits.first(static_cast<std::size_t>(worst)));
  return sorted_tail_report(profits.first(static_cast<std::size_t>(worst)), count, tail, quantile, shortfall);
}

/// The same with the profits left as they are, in `scratch`, which is as long: of many profits few are copied.
inline VarReport tail_report(std::span<const double> profits, double tail, QuantileConvention quantile, ShortfallConvention shortfall,
                             std::span<double> scratch) noexcept {
  const Index count = std::ssize(profits), worst = looked_at(count, tail, quantile);
  const Index near = smallest_copied(profits, worst, scratch);
  if (near < 0) return sorted_tail_report({}, count, tail, quantile, shortfall);
  if (worst < near) std::nth_element(scratch.begin(), scratch.begin() + worst, scratch.begin() + near);
  sort_spread(scratch.first(static_cast<std::size_t>(worst)));
  return sorted_tail_report(scratch.first(static_cast<std::size_t>(worst)), count, tail, quantile, shortfall);
}

}  // namespace bulwark::BULWARK_TARGET
