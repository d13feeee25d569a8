#pragma once

#include "bulwark/core/report.hpp"
#include "bulwark/var/expected_shortfall.hpp"
#include "bulwark/var/value_at_risk.hpp"

namespace bulwark::BULWARK_TARGET {

// The measures of a tail from its worst profits alone, sorted, of so many `scenarios` that count alike; `tail` in (0, 1). The numbers are
// those of all profits, to the bit.

/// How many of the worst profits the conventions look at, at most `scenarios`.
inline Index looked_at(Index scenarios, double tail, QuantileConvention quantile) noexcept {
  const Index rank = tail_rank(scenarios, tail);
  const auto above = static_cast<Index>(product(static_cast<double>(scenarios - 1), tail)) + 2;
  const Index most = quantile == QuantileConvention::interpolated && above > rank ? above : rank;
  return most < scenarios ? most : scenarios;
}

/// Value at risk by its convention. NaN where `worst` is shorter than `looked_at`, or there is none.
inline double sorted_value_at_risk(std::span<const double> worst, Index scenarios, double tail, QuantileConvention convention) noexcept {
  const auto at = [&](Index i) {
    return i >= 0 && i < std::ssize(worst) ? worst[static_cast<std::size_t>(i)] + 0.0 : std::numeric_limits<double>::quiet_NaN();
  };
  if (convention == QuantileConvention::order_statistic) return -at(tail_rank(scenarios, tail) - 1);
  const double place = product(static_cast<double>(scenarios - 1), tail);
  const auto below = static_cast<Index>(place);
  const double low = at(below), high = below + 1 < scenarios ? at(below + 1) : low;
  return -fma(place - static_cast<double>(below), high - low, low);
}

/// Expected shortfall by its convention, added from the worst up.
inline double sorted_shortfall(std::span<const double> worst, Index scenarios, double tail, ShortfallConvention convention) noexcept {
  const Index rank = tail_rank(scenarios, tail);
  const double count = convention == ShortfallConvention::through_rank  ? static_cast<double>(rank)
                       : convention == ShortfallConvention::beyond_rank ? static_cast<double>(rank < 2 ? rank : rank - 1)
                                                                        : tail_count(scenarios, tail);
  const auto whole = static_cast<std::size_t>(count);
  const double part = count - static_cast<double>(whole);
  if (whole + (part > 0.0 ? 1 : 0) > worst.size()) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0.0;
  for (std::size_t i = 0; i < whole; ++i) sum += worst[i];
  return -((part > 0.0 ? fma(part, worst[whole], sum) : sum) / count);
}

/// Both; the shortfall is never below the value at risk.
inline VarReport sorted_tail_report(std::span<const double> worst, Index scenarios, double tail, QuantileConvention quantile,
                                    ShortfallConvention shortfall) noexcept {
  const double loss = sorted_value_at_risk(worst, scenarios, tail, quantile);
  const double mean = sorted_shortfall(worst, scenarios, tail, shortfall);
  // A tail of equal losses: their mean may be rounded below each of them.
  return {.value_at_risk = loss, .expected_shortfall = greatest(mean, loss), .scenarios = scenarios};
}

}  // namespace bulwark::BULWARK_TARGET
