#pragma once

#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "bulwark/scenario/jump_sampler.hpp"
#include "bulwark/scenario/simulated_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// Simulated moves of a joint law, all of the same probability. `is_spread` takes the number of common events from evenly spaced parts of
/// its law instead of drawing it: the scenarios with n events are then as many as n is likely, to one, and still unbiased.
/// The same seed gives the same scenarios on any machine. Source: Glasserman, "Monte Carlo methods in financial engineering" (2003), 4.3.
struct MonteCarlo {
  CorrelatedJumps law;
  Index count = 10'000;  ///< scenarios
  std::uint64_t seed = 0;
  bool is_spread = true;   ///< in the number of common events
  bool is_paired = false;  ///< antithetic diffusions: only pairs are independent of each other, and standard errors go by pairs
  double vol_power = 0.0;  ///< *assumed*: volatility moves as the price to this power; -1: a fall by half doubles it

  Index size() const noexcept { return count; }

  JumpSampler sampler() const { return JumpSampler(law, seed, is_paired); }

  /// In which tail of its law the number of common events of a scenario, in [0, count), lies.
  double tail_of(const JumpSampler& from, Index scenario) const noexcept {
    if (!is_spread) return from.drawn_tail(scenario);
    return (static_cast<double>(scenario) + from.drawn_tail(count)) / static_cast<double>(count);
  }

  /// Writes scenario x asset of the law: the log returns of scenarios `first` to `first` + `many`, in [0, count).
  void fill(const JumpSampler& from, Index first, Index many, std::span<double> out, std::span<double> scratch) const noexcept {
    with_tails(from, [&](const auto& tail) { from.fill(first, many, tail, out, scratch); });
  }

  /// Shows `visit(paths)` the same scenarios some at a time, as `JumpSampler::walk`.
  template <class Visit>
  void walk(const JumpSampler& from, Index first, Index many, std::span<double> scratch, const Visit& visit) const noexcept {
    with_tails(from, [&](const auto& tail) { from.walk(first, many, tail, scratch, visit); });
  }

  /// As `JumpSampler::walk_where`.
  template <class Interest, class Visit>
  void walk_where(const JumpSampler& from, Index first, Index many, std::span<double> scratch, const Interest& is_of_interest,
                  const Visit& visit) const noexcept {
    with_tails(from, [&](const auto& tail) { from.walk_where(first, many, tail, scratch, is_of_interest, visit); });
  }

  /// Assets that the law does not have do not move.
  ScenarioSet scenarios(const MarketState& market) const {
    const JumpSampler from = sampler();
    ScenarioSet set;
    with_tails(from, [&](const auto& tail) { set = simulated_set(from, market, count, vol_power, tail); });
    return set;
  }

  Faults faults() const {
    Faults found = law.faults();
    if (count < 1) report(found, FaultCode::not_positive, "monte_carlo.count", {}, static_cast<double>(count));
    if (is_paired && count % 2 != 0) report(found, FaultCode::out_of_range, "monte_carlo.count", {}, static_cast<double>(count));
    if (!(magnitude(vol_power) <= 10.0)) report(found, FaultCode::out_of_range, "monte_carlo.vol_power", {}, vol_power);
    return found;
  }

 private:
  template <class Use>
  void with_tails(const JumpSampler& from, const Use& use) const {
    if (!is_spread) return use(JumpSampler::DrawnTails{});
    const double offset = from.drawn_tail(count), parts = static_cast<double>(count);
    use([offset, parts](Index s) { return (static_cast<double>(s) + offset) / parts; });
  }
};
static_assert(AsksForScenarios<MonteCarlo>);

}  // namespace bulwark::BULWARK_TARGET
