#pragma once

#include "bulwark/math/log_linear_forecast.hpp"
#include "bulwark/math/variance_forecast.hpp"

namespace bulwark::inline v1 {

/// Averages of squares, fast and slow, and of the squares of falls alone.
struct LeadingState {
  SeenVariance fast{};
  SeenVariance slow{};
  SeenVariance falls{};
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A forecast of variance by signs that lead it, all of them from the moves themselves: how wild the last days were, against the last
/// months, and how much of it were falls. The weights are fitted (`log_linear_fit`) to the variance of the days that followed. Who has
/// implied volatilities, depth or open interest has better signs, and writes the same over them.
/// Limits: averages below 1e-10 per day count as that, so that a price that stands still has a logarithm.
struct LeadingVariance {
  using State = LeadingState;
  static constexpr Index signs = 3;
  LogLinearForecast<signs> forecast;
  double fast = 0.80;  ///< decays, in [0, 1)
  double slow = 0.97;

  State start() const noexcept { return {}; }

  /// ln of the slow average, ln of the fast over the slow one, and the falls' share of the fast one.
  std::array<double, 3> signs_of(const State& seen) const noexcept {
    const double quick = greatest(least_variance, EwmaVariance{fast}.variance(seen.fast));
    const double calm = greatest(least_variance, EwmaVariance{slow}.variance(seen.slow));
    const double fallen = seen.falls.moves > 0.0 ? seen.falls.variance : __builtin_nan("");
    return {log(calm), log(quick / calm), fallen / quick};
  }

  double variance(const State& seen) const noexcept {
    const std::array<double, 3> read = signs_of(seen);
    return forecast.variance(read);
  }

  State after(const State& seen, double move) const noexcept {
    return {.fast = EwmaVariance{fast}.after(seen.fast, move),
            .slow = EwmaVariance{slow}.after(seen.slow, move),
            .falls = EwmaVariance{fast}.after(seen.falls, least(0.0, move))};
  }

  Faults faults() const {
    Faults found = forecast.faults();
    if (!(fast >= 0.0 && fast < 1.0)) report(found, FaultCode::out_of_range, "leading_variance.fast", {}, fast);
    if (!(slow >= 0.0 && slow < 1.0)) report(found, FaultCode::out_of_range, "leading_variance.slow", {}, slow);
    return found;
  }

 private:
  static constexpr double least_variance = 1e-10;
};
static_assert(VarianceForecast<LeadingVariance>);

}  // namespace bulwark::BULWARK_TARGET
