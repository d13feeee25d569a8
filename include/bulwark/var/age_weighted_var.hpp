#pragma once

#include "bulwark/scenario/history.hpp"
#include "bulwark/var/age_weights.hpp"
#include "bulwark/var/policy.hpp"
#include "bulwark/var/tail_scenarios.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall under moves that happened, of which the recent ones count more: each day `decay` times the one
/// after. The loss at which the worst scenarios reach `tail` of all weight, and the mean of the worst that weigh so much, the last in part:
/// the numbers of `weighted_tail`. The history is oldest first. Limits: unknown where the tail's weight needs more than `most_in_tail`
/// scenarios, or a profit is NaN. Source: Boudoukh, Richardson, Whitelaw, "The best of both worlds" (1998): a decay of 0.97 to 0.99.
struct AgeWeightedVar {
  History history;
  double decay = 0.98;
  double tail = 0.01;

  ScenarioSet scenarios(const MarketState& market) const { return history.scenarios(market); }

  VarReport measure(std::span<double> profits) const noexcept {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const Index count = std::ssize(profits);
    SmallestFew<most_in_tail> few(count < most_in_tail ? count : most_in_tail);
    for (Index s = 0; s < count; ++s) few.add(profits[static_cast<std::size_t>(s)], s);
    const std::span<const Placed> worst = few.sorted();
    const double whole =
        decay == 1.0 ? static_cast<double>(count) : -expm1(product(static_cast<double>(count), log(decay))) / (1.0 - decay);
    const double wanted = product(whole, tail), enough = product(wanted, 1.0 - 0x1p-40);
    double weight = 0.0, sum = 0.0;
    for (const Placed& p : worst) {
      if (few.has_nan()) break;
      const double own = decay == 1.0 ? 1.0 : exp(product(static_cast<double>(count - 1 - p.place), log(decay)));
      sum = fma(least(own, greatest(0.0, wanted - weight)), p.value, sum);
      weight += own;
      if (weight >= enough) {
        const double quantile = -p.value + 0.0;
        return {.value_at_risk = quantile, .expected_shortfall = greatest(-sum / wanted, quantile), .scenarios = count};
      }
    }
    return {.value_at_risk = unknown, .expected_shortfall = unknown, .scenarios = count};
  }

  Faults faults() const {
    Faults found = history.faults();
    if (!(decay > 0.0 && decay <= 1.0)) report(found, FaultCode::out_of_range, "age_weighted_var.decay", {}, decay);
    if (!(tail > 0.0 && tail < 1.0))
      report(found, FaultCode::out_of_range, "age_weighted_var.tail", {}, tail);
    else if (history.assets > 0 && !reaches_tail(history.size(), tail))  // as `HistoricalVar`
      report(found, FaultCode::out_of_range, "age_weighted_var.scenarios", {}, static_cast<double>(history.size()));
    return found;
  }
};
static_assert(VarPolicy<AgeWeightedVar> && AsksForScenarios<AgeWeightedVar>);

}  // namespace bulwark::BULWARK_TARGET
