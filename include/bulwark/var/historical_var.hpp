#pragma once

#include "bulwark/math/order_statistics.hpp"
#include "bulwark/scenario/history.hpp"
#include "bulwark/var/policy.hpp"

namespace bulwark::inline v1 {

/// Which number between two sorted profits is the quantile.
enum class QuantileConvention {
  order_statistic,  ///< the loss of rank ceil(scenarios x tail), worst first
  interpolated,     ///< linear between the two around (scenarios - 1) x tail, best known as R type 7
};

/// Which profits the shortfall is the mean of, worst first.
enum class ShortfallConvention {
  exact_tail,    ///< scenarios x tail of them, the last in part (Rockafellar and Uryasev, 2000): coherent
  through_rank,  ///< all up to the rank ceil(scenarios x tail), the value at risk of that rank included (Open Source Risk Engine)
  beyond_rank,   ///< those before it alone (Hull, 2018); the value at risk where there are none
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of full revaluation under moves that happened together; the shortfall is never below the value at
/// risk. Source: Rockafellar, Uryasev, "Optimization of conditional value-at-risk" (2000), eq. 4; Hyndman, Fan (1996).
struct HistoricalVar {
  History history;
  double tail = 0.01;  ///< share of scenarios in the tail, in (0, 1); 0.01 is "99 % VaR"
  QuantileConvention convention = QuantileConvention::order_statistic;
  ShortfallConvention shortfall = ShortfallConvention::exact_tail;

  ScenarioSet scenarios(const MarketState& market) const { return history.scenarios(std::ssize(market.assets)); }

  VarReport measure(std::span<double> profits) const noexcept {
    const Index count = std::ssize(profits);
    const double worst = tail_count(count);
    const auto whole = static_cast<Index>(worst);
    const Index rank = static_cast<double>(whole) < worst ? whole + 1 : whole;
    VarReport report{.scenarios = count};
    report.expected_shortfall = -tail_mean(profits, shortfall_count(worst, rank));
    if (convention == QuantileConvention::order_statistic) {
      report.value_at_risk = -nth_smallest(profits, rank - 1);
    } else {
      const double at = product(static_cast<double>(count - 1), tail);
      const auto below = static_cast<Index>(at);
      const double low = nth_smallest(profits, below), high = below + 1 < count ? nth_smallest(profits, below + 1) : low;
      report.value_at_risk = -fma(at - static_cast<double>(below), high - low, low);
    }
    // A tail of equal losses: their mean may be rounded below each of them.
    report.expected_shortfall = greatest(report.expected_shortfall, report.value_at_risk);
    return report;
  }

  Faults faults() const {
    Faults found = history.faults();
    if (!(tail > 0.0 && tail < 1.0)) report(found, FaultCode::out_of_range, "historical_var.tail", {}, tail);
    return found;
  }

 private:
  /// Profits that the shortfall is the mean of; at least the worst.
  double shortfall_count(double worst, Index rank) const noexcept {
    if (shortfall == ShortfallConvention::exact_tail) return worst;
    return static_cast<double>(shortfall == ShortfallConvention::through_rank || rank < 2 ? rank : rank - 1);
  }

  /// scenarios x tail; a product that rounding left just beside a whole number is that number (700 x 0.01 is 7, not 7.000000000000001).
  double tail_count(Index count) const noexcept {
    const double exact = product(static_cast<double>(count), tail), nearest = static_cast<double>(static_cast<Index>(exact + 0.5));
    const double gap = exact < nearest ? nearest - exact : exact - nearest;
    return nearest > 0.0 && gap < nearest * 0x1p-40 ? nearest : exact;
  }
};
static_assert(VarPolicy<HistoricalVar> && AsksForScenarios<HistoricalVar>);

}  // namespace bulwark::BULWARK_TARGET
