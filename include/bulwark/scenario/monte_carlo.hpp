#pragma once

#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "bulwark/scenario/jump_sampler.hpp"

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

  /// Writes scenario x asset of the law: the log returns of scenarios `first` to `first` + `many`, in [0, count).
  void fill(const JumpSampler& from, Index first, Index many, std::span<double> out, std::span<double> scratch) const noexcept {
    if (!is_spread) return from.fill(first, many, out, scratch);
    const double offset = from.drawn_tail(count), all = static_cast<double>(count);
    from.fill(
        first, many, [&](Index s) { return (static_cast<double>(s) + offset) / all; }, out, scratch);
  }

  /// Assets that the law does not have do not move.
  ScenarioSet scenarios(const MarketState& market) const {
    const JumpSampler from = sampler();
    const Index assets = std::ssize(market.assets), own = from.assets();
    const auto cells = static_cast<std::size_t>(count * assets);
    ScenarioSet set{.scenarios = count,
                    .assets = assets,
                    .price_move = std::vector<double>(cells, 0.0),
                    .vol_move = std::vector<double>(cells, 0.0),
                    .weight = std::vector<double>(cells, 1.0),
                    .joint = true,
                    .years_later = 0.0};
    constexpr Index some = 256;
    std::vector<double> scratch(static_cast<std::size_t>(from.scratch_size())), row(static_cast<std::size_t>(some * own));
    for (Index first = 0; first < count; first += some) {
      const Index many = count - first < some ? count - first : some;
      fill(from, first, many, row, scratch);
      for (Index s = 0; s < many; ++s)
        for (Index a = 0; a < own && a < assets; ++a) {
          const double log_return = row[static_cast<std::size_t>(s * own + a)];
          const auto cell = static_cast<std::size_t>((first + s) * assets + a);
          set.price_move[cell] = expm1(log_return);
          if (vol_power != 0.0) set.vol_move[cell] = expm1(product(vol_power, log_return));
        }
    }
    return set;
  }

  Faults faults() const {
    Faults found = law.faults();
    if (count < 1) report(found, FaultCode::not_positive, "monte_carlo.count", {}, static_cast<double>(count));
    if (is_paired && count % 2 != 0) report(found, FaultCode::out_of_range, "monte_carlo.count", {}, static_cast<double>(count));
    if (!(magnitude(vol_power) <= 10.0)) report(found, FaultCode::out_of_range, "monte_carlo.vol_power", {}, vol_power);
    return found;
  }
};
static_assert(AsksForScenarios<MonteCarlo>);

}  // namespace bulwark::BULWARK_TARGET
