#pragma once

#include "bulwark/core/report.hpp"
#include "bulwark/var/expected_shortfall.hpp"
#include "bulwark/var/value_at_risk.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of scenarios that count alike, each by its convention; the shortfall is never below the value at
/// risk. `tail` in (0, 1). Reorders `profits`; their order changes no bit. NaN when one of them is, or there are fewer than the tail has.
inline VarReport tail_report(std::span<double> profits, double tail, QuantileConvention quantile, ShortfallConvention shortfall) noexcept {
  const double mean = shortfall == ShortfallConvention::through_rank  ? through_rank_shortfall(profits, tail)
                      : shortfall == ShortfallConvention::beyond_rank ? beyond_rank_shortfall(profits, tail)
                                                                      : rockafellar_uryasev_shortfall(profits, tail);
  const bool is_found = quantile == QuantileConvention::order_statistic && shortfall != ShortfallConvention::beyond_rank && mean == mean;
  const double loss = is_found ? -(profits[static_cast<std::size_t>(tail_rank(std::ssize(profits), tail) - 1)] + 0.0)  // they are sorted
                      : quantile == QuantileConvention::order_statistic ? order_statistic_var(profits, tail)
                                                                        : interpolated_var(profits, tail);
  // A tail of equal losses: their mean may be rounded below each of them.
  return {.value_at_risk = loss, .expected_shortfall = greatest(mean, loss), .scenarios = std::ssize(profits)};
}

}  // namespace bulwark::BULWARK_TARGET
