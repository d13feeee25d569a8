#pragma once

#include <array>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// A variance forecast from signs that lead it (implied variance, what it was lately, depth that left, open interest that grew, funding):
/// exp(constant + sum of weight x sign), never negative and multiplicative, so that calm signs and wild ones add in logarithms. The weights
/// are fitted (`log_linear_fit`) to the logarithm of what followed; `half_noise` makes up for the mean of an exponential.
template <Index Signs>
struct LogLinearForecast {
  double constant;
  std::array<double, static_cast<std::size_t>(Signs)> weight;
  double half_noise = 0.0;  ///< half the variance of what the logarithm missed by

  double variance(std::span<const double, static_cast<std::size_t>(Signs)> signs) const noexcept {
    double sum = constant + half_noise;
    for (std::size_t i = 0; i < signs.size(); ++i) sum = fma(weight[i], signs[i], sum);
    return exp(sum);
  }

  Faults faults() const {
    Faults found;
    if (!is_finite(constant)) report(found, FaultCode::not_finite, "log_linear_forecast.constant", {}, constant);
    for (Index i = 0; i < Signs; ++i)
      if (!is_finite(weight[static_cast<std::size_t>(i)]))
        report(found, FaultCode::not_finite, "log_linear_forecast.weight", {.outer = i}, weight[static_cast<std::size_t>(i)]);
    if (!(half_noise >= 0.0 && is_finite(half_noise))) report(found, FaultCode::negative, "log_linear_forecast.half_noise", {}, half_noise);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
