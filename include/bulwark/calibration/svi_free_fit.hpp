#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "bulwark/calibration/damped_squares.hpp"
#include "bulwark/calibration/ssvi_slice_fit.hpp"
#include "bulwark/calibration/svi_fit.hpp"
#include "bulwark/volatility/svi_butterfly.hpp"

namespace bulwark::BULWARK_TARGET {

/// A raw SVI slice without butterflies (`butterflies` finds none), near a smile's volatilities.
/// Method: where fit_svi's slice is free, it. Otherwise the five numbers are fitted with Durrleman's g < 0.001 as a further residual at
/// some sixty log-moneynesses and wherever g was worst in the round before, its weight ten times larger each round until none is left, from
/// fit_svi's slice and from the best SSVI slice; the best that is free is kept, which the SSVI slice itself always is.
///
/// Measured on the same 228 expiries as fit_svi, of which half have a butterfly: all free, at 1.0 to 1.2 times its median error by chain.
/// A local search: the fit is free for sure, the nearest free one only as far as two starts lead. Domain and faults: those of fit_svi.
inline Checked<SviFit> fit_butterfly_free_svi(const Smile& smile, const SviFitOptions& options = {}) {
  const Checked<SviFit> nearest = fit_svi(smile, options);
  if (!nearest || butterflies(nearest->slice).empty()) return nearest;
  const SsviSliceFit fallback = fit_ssvi_slice(smile);
  SviFit best{raw_svi(fallback.slice), fallback.error, nearest->evaluations};
  best.slice.forward = smile.forward;

  const double unit = 1.0 / __builtin_sqrt(total_weight(smile));
  double low = __builtin_inf(), high = -low, lowest = low;
  for (const SmileQuote& q : smile.quotes)
    if (q.weight > 0.0) low = least(low, q.log_moneyness), high = greatest(high, q.log_moneyness), lowest = least(lowest, q.volatility);
  const double range = high - low, floor = options.least_variance * product(product(lowest, lowest), smile.years);
  const double sharpest = options.least_sigma / static_cast<double>(nearest->error.quotes);
  const auto slice_of = [&](std::span<const double> x) {
    SviSlice s = best.slice;
    s.rho = 0.9999 * tilt_of(x[1]);
    s.b = 1.999 * share_of(x[0]) / (1.0 + magnitude(s.rho));
    s.m = x[2] * range;
    s.sigma = (sharpest + exp(x[3])) * range;
    s.a = floor + exp(x[4]) - s.b * s.sigma * __builtin_sqrt(1.0 - s.rho * s.rho);
    return s;
  };
  for (const SviSlice& start : {nearest->slice, raw_svi(fallback.slice)}) {
    std::vector<double> x = {coordinate_of_share(std::clamp(svi_steepest_wing(start) / 1.999, 1e-4, 0.99)),
                             coordinate_of_tilt(std::clamp(start.rho, -0.99, 0.99)), start.m / range,
                             log(greatest(1e-3, start.sigma / range - sharpest)),
                             log(greatest(0.1 * floor, svi_least_variance(start) - floor))};
    std::vector<double> place;
    for (int i = 0; i <= 24; ++i) place.push_back(fma(range, i / 24.0, low));
    for (double far = 0.0625; far <= 64.0; far *= 2.0)
      for (const double side : {-1.0, 1.0})
        place.push_back(start.m + side * far * (range + start.sigma)), place.push_back(side * far * range);
    double weight = 0.1;
    for (int round = 0; round < 8; ++round, weight *= 10.0) {
      const auto residuals = [&](std::span<const double> at, std::span<double> out) {
        const SviSlice s = slice_of(at);
        double* next = out.data();
        volatility_residuals(
            smile, [&](double k) { return svi_point(s, k).variance; }, unit, next);
        for (const double k : place) *next++ = weight * greatest(0.0, 0.001 - durrleman(k, svi_point(s, k)));
      };
      const SquaresFit fit = damped_squares(residuals, x, smile.quotes.size() + place.size(), {.relative = 1e-6, .most_steps = 40});
      x = fit.at;
      const SviSlice s = slice_of(x);
      const std::vector<NegativeRange> left = butterflies(s);
      if (left.empty()) {
        const FitError error = fit_error(smile, [&](double k) { return svi_point(s, k).variance; });
        if (error.weighted < best.error.weighted) best.slice = s, best.error = error;
        break;
      }
      for (const NegativeRange& range_left : left)
        if (magnitude(range_left.worst) < 1e6) place.push_back(range_left.worst);
    }
  }
  return best;
}

}  // namespace bulwark::BULWARK_TARGET
