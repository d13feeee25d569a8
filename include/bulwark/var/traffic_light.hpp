#pragma once

#include <array>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/binomial.hpp"

namespace bulwark::inline v1 {

/// What a supervisor makes of a model's exceptions.
enum class Light { green, yellow, red };

/// Multipliers by exceptions in 250 days, ten or more the last: of the value at risk (Basel Committee, "Supervisory framework for the use
/// of backtesting", 1996, table 2) and of the expected shortfall (MAR99, 2019, table 1).
inline constexpr std::array basel_1996_multipliers{3.0, 3.0, 3.0, 3.0, 3.0, 3.4, 3.5, 3.65, 3.75, 3.85, 4.0};
inline constexpr std::array basel_2019_multipliers{1.5, 1.5, 1.5, 1.5, 1.5, 1.7, 1.76, 1.83, 1.88, 1.92, 2.0};

/// The multiplier of so many exceptions (>= 0).
template <std::size_t count>
constexpr double multiplier(const std::array<double, count>& table, Index exceptions) noexcept {
  const auto e = static_cast<std::size_t>(exceptions);
  return table[e < count ? e : count - 1];
}

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A zone begins where so many exceptions or fewer are so likely for a model that is right. Source: Basel Committee (1996).
struct TrafficLight {
  Index days = 250;
  double tail = 0.01;         ///< of the value at risk, in (0, 1)
  double yellow_from = 0.95;  ///< cumulative probability
  double red_from = 0.9999;   ///< > yellow_from

  Light light(Index exceptions) const noexcept {
    const double likely = binomial_split(exceptions, days, tail).at_most;
    return likely >= red_from ? Light::red : likely >= yellow_from ? Light::yellow : Light::green;
  }

  /// The most exceptions of a zone that is not red; -1 where none is in it or a better one.
  Index most(Light zone) const noexcept {
    Index exceptions = -1;
    while (exceptions < days && light(exceptions + 1) <= zone) ++exceptions;
    return exceptions;
  }

  Faults faults() const {
    Faults found;
    if (days <= 0) report(found, FaultCode::not_positive, "traffic_light.days", {}, static_cast<double>(days));
    const auto check = [&](bool is_good, const char* field, double value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, value);
    };
    check(tail > 0.0 && tail < 1.0, "traffic_light.tail", tail);
    check(yellow_from > 0.0 && yellow_from < 1.0, "traffic_light.yellow_from", yellow_from);
    check(red_from > yellow_from && red_from < 1.0, "traffic_light.red_from", red_from);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
