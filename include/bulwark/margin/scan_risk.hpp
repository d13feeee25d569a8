#pragma once

#include <span>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/scenario/span_scenarios.hpp"
#include "bulwark/scenario/worst.hpp"

namespace bulwark::inline v1 {

/// What a combined commodity may lose in SPAN's scenarios.
struct ScanRisk {
  double risk = 0.0;   ///< quote, >= 0
  Index scenario = 0;  ///< 1 to 16; the lowest number on a tie, 0 where a profit is no number
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The largest loss, if any. Source: CME SPAN methodology (2019). *Assumed*: which of equal scenarios is active.
inline ScanRisk scan_risk(std::span<const double> profit) noexcept {
  const Worst worst = worst_of(profit);
  return {.risk = greatest(0.0, -worst.lowest), .scenario = worst.index + 1};
}

/// What of the scan risk the price alone makes, quote: the active scenario averaged with its twin of the other volatility move, less what
/// time makes (scenarios 1 and 2). Source: CME SPAN, "price risk" of inter-commodity spreads. *Assumed*: it is no less than 0, and extreme
/// scenarios, which have no twin, count by themselves.
inline double price_risk(std::span<const double> profit) noexcept {
  const Index active = worst_of(profit).index;
  if (active < 0) return worst_of(profit).lowest;
  const Index twin = active < 14 ? active ^ 1 : active;
  const auto mean = [&](Index i, Index j) {
    return product(0.5, profit[static_cast<std::size_t>(i)] + profit[static_cast<std::size_t>(j)]);
  };
  return greatest(0.0, mean(0, 1) - mean(active, twin));
}

/// Price risk for each unit of delta, quote per unit; what a spread against another commodity takes off. 0 without delta.
inline double weighted_price_risk(std::span<const double> profit, double delta) noexcept {
  return delta == 0.0 ? 0.0 : price_risk(profit) / magnitude(delta);
}

}  // namespace bulwark::BULWARK_TARGET
