#pragma once

#include "bulwark/scenario/history.hpp"
#include "bulwark/var/policy.hpp"
#include "bulwark/var/tail_report.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of full revaluation under moves that happened together; the shortfall is never below the value at
/// risk. Source: Rockafellar, Uryasev, "Optimization of conditional value-at-risk" (2000), eq. 4; Hyndman, Fan (1996).
struct HistoricalVar {
  History history;
  double tail = 0.01;  ///< share of scenarios in the tail, in (0, 1); 0.01 is "99 % VaR"
  QuantileConvention convention = QuantileConvention::order_statistic;
  ShortfallConvention shortfall = ShortfallConvention::exact_tail;

  ScenarioSet scenarios(const MarketState& market) const { return history.scenarios(std::ssize(market.assets)); }

  VarReport measure(std::span<double> profits) const noexcept { return tail_report(profits, tail, convention, shortfall); }

  Faults faults() const {
    Faults found = history.faults();
    if (!(tail > 0.0 && tail < 1.0))
      report(found, FaultCode::out_of_range, "historical_var.tail", {}, tail);
    else if (history.assets > 0 && !reaches_tail(history.size(), tail))  // the worst of too few would stand for the quantile
      report(found, FaultCode::out_of_range, "historical_var.scenarios", {}, static_cast<double>(history.size()));
    return found;
  }
};
static_assert(VarPolicy<HistoricalVar> && AsksForScenarios<HistoricalVar>);

}  // namespace bulwark::BULWARK_TARGET
