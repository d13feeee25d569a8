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

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of full revaluation under moves that happened together.
/// The shortfall is Rockafellar and Uryasev's (2000): the mean of the worst scenarios x tail profits, the last one in part; it is coherent
/// and never below the order statistic. Source: Rockafellar, Uryasev, "Optimization of conditional value-at-risk", eq. 4; Hyndman, Fan
/// (1996).
struct HistoricalVar {
  History history;
  double tail = 0.01;  ///< share of scenarios in the tail, in (0, 1); 0.01 is "99 % VaR"
  QuantileConvention convention = QuantileConvention::order_statistic;

  ScenarioSet scenarios(const MarketState& market) const { return history.scenarios(std::ssize(market.assets)); }

  VarReport measure(std::span<double> profits) const noexcept {
    const Index count = std::ssize(profits);
    const double worst = tail_count(count);
    VarReport report{.scenarios = count};
    report.expected_shortfall = -tail_mean(profits, worst);
    if (convention == QuantileConvention::order_statistic) {
      const auto whole = static_cast<Index>(worst);
      report.value_at_risk = -nth_smallest(profits, static_cast<double>(whole) < worst ? whole : whole - 1);
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
  /// scenarios x tail; a product that rounding left just beside a whole number is that number (700 x 0.01 is 7, not 7.000000000000001).
  double tail_count(Index count) const noexcept {
    const double exact = product(static_cast<double>(count), tail), nearest = static_cast<double>(static_cast<Index>(exact + 0.5));
    const double gap = exact < nearest ? nearest - exact : exact - nearest;
    return nearest > 0.0 && gap < nearest * 0x1p-40 ? nearest : exact;
  }
};
static_assert(VarPolicy<HistoricalVar> && AsksForScenarios<HistoricalVar>);

}  // namespace bulwark::BULWARK_TARGET
