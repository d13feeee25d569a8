#pragma once

#include <concepts>
#include <utility>

#include "bulwark/math/ewma.hpp"
#include "bulwark/math/garch.hpp"
#include "bulwark/math/har.hpp"
#include "bulwark/math/two_regimes.hpp"

namespace bulwark::inline v1 {

/// A variance and the number of moves that it has seen.
struct SeenVariance {
  double variance = 0.0;
  double moves = 0.0;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A forecast of the next move's variance from the moves so far: state in, state out, so that nothing of a day is in its own forecast.
/// Semantics: `variance` >= 0, or NaN where too little was seen; the same state and move make the same state.
template <class F>
concept VarianceForecast = std::copyable<F> && requires(const F forecast, const typename F::State& state, double move) {
  { forecast.start() } -> std::same_as<typename F::State>;
  { forecast.variance(state) } -> std::same_as<double>;
  { forecast.after(state, move) } -> std::same_as<typename F::State>;
};

/// An exponential average of squares. The first moves count alike until an average of as many is as slow as `decay`, so that no start has
/// to be chosen; unknown before the first.
struct EwmaVariance {
  using State = SeenVariance;
  double decay = 0.94;  ///< in [0, 1)

  State start() const noexcept { return {}; }
  double variance(const State& seen) const noexcept { return seen.moves > 0.0 ? seen.variance : __builtin_nan(""); }
  State after(const State& seen, double move) const noexcept {
    const double kept = least(decay, seen.moves / (seen.moves + 1.0));
    return {.variance = ewma_variance(seen.variance, move, kept), .moves = seen.moves + 1.0};
  }

  Faults faults() const {
    Faults found;
    if (!(decay >= 0.0 && decay < 1.0)) report(found, FaultCode::out_of_range, "ewma_variance.decay", {}, decay);
    return found;
  }
};
static_assert(VarianceForecast<EwmaVariance>);

/// GARCH(1,1), from its long-run variance.
struct GarchVariance {
  using State = double;
  Garch rule;

  State start() const noexcept { return long_run_variance(rule); }
  double variance(const State& seen) const noexcept { return seen; }
  State after(const State& seen, double move) const noexcept { return garch_variance(rule, seen, move); }
  Faults faults() const { return bulwark::faults(rule); }
};
static_assert(VarianceForecast<GarchVariance>);

/// Day, week and month of squared moves; unknown in the first 22.
struct HarVariance {
  using State = RealisedVariances;
  Har rule;

  State start() const noexcept { return {}; }
  double variance(const State& seen) const noexcept { return har_variance(rule, seen); }
  State after(const State& seen, double move) const noexcept { return seen.after(product(move, move)); }
  Faults faults() const { return bulwark::faults(rule); }
};
static_assert(VarianceForecast<HarVariance>);

/// Calm or wild, from how often it is wild in the long run.
struct RegimeVariance {
  using State = double;  ///< how likely the last move was wild
  TwoRegimes rule;

  State start() const noexcept { return long_run_wild(rule); }
  double variance(const State& wild) const noexcept { return regime_variance(rule, wild); }
  State after(const State& wild, double move) const noexcept { return wild_after(rule, wild, move); }
  Faults faults() const { return bulwark::faults(rule); }
};
static_assert(VarianceForecast<RegimeVariance>);

}  // namespace bulwark::BULWARK_TARGET
