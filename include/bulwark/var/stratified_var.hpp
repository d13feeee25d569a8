#pragma once

#include <algorithm>
#include <array>

#include "bulwark/math/smallest_first.hpp"
#include "bulwark/scenario/stratified_jumps.hpp"
#include "bulwark/var/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Strata that a tail is read from.
inline constexpr Index most_strata = 64;

/// Value at risk and expected shortfall of scenarios that stand in strata, one after the other, and count alike within each: the numbers of
/// `weighted_tail`. Sorts each stratum's profits in place. NaN where a profit is, where the strata are more than `most_strata` or do not
/// add up to the profits, or have no probability.
inline VarReport stratified_tail(std::span<double> profits, std::span<const Stratum> strata, double tail) noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const VarReport none{.value_at_risk = unknown, .expected_shortfall = unknown, .scenarios = std::ssize(profits)};
  if (std::ssize(strata) > most_strata || !has_no_nan(profits)) return none;
  std::array<Index, most_strata> at, end;
  Index begin = 0;
  double all = 0.0;
  for (std::size_t k = 0; k < strata.size(); ++k) {
    const auto [scenarios, probability] = strata[k];
    if (scenarios < 1 || begin + scenarios > std::ssize(profits) || !(probability >= 0.0 && is_finite(probability))) return none;
    at[k] = begin, end[k] = begin += scenarios;
    std::sort(profits.begin() + at[k], profits.begin() + end[k]);
    all += probability;
  }
  if (begin != std::ssize(profits) || !(all > 0.0)) return none;
  const double wanted = product(all, tail), enough = product(wanted, 1.0 - 0x1p-40);
  double weight = 0.0, sum = 0.0;
  while (true) {
    std::size_t next = strata.size();
    double least_value = 0.0, own = 0.0;
    for (std::size_t k = 0; k < strata.size(); ++k) {
      if (at[k] == end[k] || strata[k].probability == 0.0) continue;
      const double value = profits[static_cast<std::size_t>(at[k])],
                   each = strata[k].probability / static_cast<double>(strata[k].scenarios);
      if (next == strata.size() || value < least_value || (value == least_value && each < own)) next = k, least_value = value, own = each;
    }
    if (next == strata.size()) return none;
    ++at[next];
    sum = fma(least(own, greatest(0.0, wanted - weight)), least_value, sum);
    weight += own;
    if (!(weight >= enough)) continue;
    const double loss = -least_value + 0.0;
    return {.value_at_risk = loss, .expected_shortfall = greatest(-sum / wanted, loss), .scenarios = std::ssize(profits)};
  }
}

/// Value at risk and expected shortfall under moves simulated by the number of common events.
struct StratifiedVar {
  StratifiedJumps moves;
  double tail = 0.01;

  ScenarioSet scenarios(const MarketState& market) const { return moves.weighted_scenarios(market); }

  VarReport measure(std::span<double> profits) const noexcept {
    std::array<Stratum, most_strata> strata;
    const Index count = moves.strata() < most_strata ? moves.strata() : most_strata;
    for (Index k = 0; k < count; ++k) strata[static_cast<std::size_t>(k)] = moves.stratum(k);
    return stratified_tail(profits, std::span(strata).first(static_cast<std::size_t>(count)), tail);
  }

  Faults faults() const {
    Faults found = moves.faults();
    if (!(tail > 0.0 && tail < 1.0)) report(found, FaultCode::out_of_range, "stratified_var.tail", {}, tail);
    if (moves.strata() > most_strata)
      report(found, FaultCode::out_of_range, "stratified_var.strata", {}, static_cast<double>(moves.strata()));
    return found;
  }
};
static_assert(VarPolicy<StratifiedVar> && AsksForScenarios<StratifiedVar>);

}  // namespace bulwark::BULWARK_TARGET
