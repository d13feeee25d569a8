#pragma once

#include "bulwark/calibration/linear_fit.hpp"
#include "bulwark/math/log_linear_forecast.hpp"

namespace bulwark::BULWARK_TARGET {

/// The forecast whose logarithm is nearest to that of the variances which followed, by least squares. `signs` is row by row, `Signs` each;
/// `followed` > 0. Fit on one period and judge on another: with many signs any past can be explained. Its noise is taken as normal, which
/// the logarithm of a square is not: give means of several days. Of normal moves one day comes out 3.3 times too high, five 1.03 times.
template <Index Signs>
Checked<LogLinearForecast<Signs>> log_linear_fit(std::span<const double> signs, std::span<const double> followed) {
  Faults found;
  std::vector<double> logs;
  for (Index i = 0; i < std::ssize(followed); ++i) {
    const double v = followed[static_cast<std::size_t>(i)];
    if (!(v > 0.0 && is_finite(v))) report(found, FaultCode::not_positive, "log_linear_fit.followed", {.outer = i}, v);
    logs.push_back(log(v));
  }
  if (!found.empty()) return found;
  const Checked<LinearFit> line = linear_fit(signs, logs, Signs);
  if (!line) return line.faults();
  LogLinearForecast<Signs> forecast{.constant = line->constant, .weight = {}, .half_noise = 0.5 * line->residual_variance};
  std::copy(line->weight.begin(), line->weight.end(), forecast.weight.begin());
  return forecast;
}

}  // namespace bulwark::BULWARK_TARGET
