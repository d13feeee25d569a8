#pragma once

#include <span>
#include <vector>

#include "bulwark/calibration/damped_squares.hpp"
#include "bulwark/calibration/fit_error.hpp"
#include "bulwark/calibration/smile.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/volatility/ssvi.hpp"

namespace bulwark::inline v1 {

/// A slice of SSVI and how well it fits.
struct SsviSliceFit {
  SsviSlice slice;  ///< expiry is left to the caller
  FitError error;   ///< in volatility
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A number in (0, 1), or (-1, 1), for any coordinate, and back.
inline double share_of(double x) noexcept { return 1.0 / (1.0 + exp(-x)); }
inline double tilt_of(double x) noexcept { return 2.0 * share_of(2.0 * x) - 1.0; }
inline double coordinate_of_share(double share) noexcept { return log(share / (1.0 - share)); }
inline double coordinate_of_tilt(double tilt) noexcept { return 0.5 * log((1.0 + tilt) / (1.0 - tilt)); }

/// The largest psi = theta phi that Gatheral and Jacquier's conditions allow: min(4 / (1 + |rho|), 2 sqrt(theta / (1 + |rho|))).
inline double most_psi(double theta, double rho) noexcept {
  const double wide = 1.0 + magnitude(rho);
  return least(4.0 / wide, 2.0 * __builtin_sqrt(theta / wide));
}

/// Total variance of a slice by theta, rho and psi = theta phi; a fit's own quick form of `ssvi_point`.
inline double quick_ssvi_variance(double theta, double rho, double psi, double k) noexcept {
  const double x = psi * k + rho * theta;
  return 0.5 * (theta + rho * psi * k + __builtin_sqrt(x * x + theta * theta * (1.0 - rho * rho)));
}

/// Residuals of a smile in volatility times sqrt(weight), `unit` a common factor: writes one per quote.
template <class Variance>
void volatility_residuals(const Smile& smile, const Variance& variance, double unit, double*& out) {
  const double inverse = 1.0 / smile.years;
  for (const SmileQuote& q : smile.quotes)
    *out++ = unit * __builtin_sqrt(q.weight) * (__builtin_sqrt(greatest(0.0, variance(q.log_moneyness)) * inverse) - q.volatility);
}

/// Sum of a smile's weights.
inline double total_weight(const Smile& smile) noexcept {
  double total = 0.0;
  for (const SmileQuote& q : smile.quotes) total += q.weight;
  return total;
}

/// The SSVI slice nearest to a smile's volatilities of those that Gatheral and Jacquier's conditions prove free of butterflies. Three
/// numbers, fitted from nine starts. Domain: a smile without faults.
inline SsviSliceFit fit_ssvi_slice(const Smile& smile) {
  const double unit = 1.0 / __builtin_sqrt(total_weight(smile));
  const SmileQuote* middle = &smile.quotes.front();
  for (const SmileQuote& q : smile.quotes)
    if (magnitude(q.log_moneyness) < magnitude(middle->log_moneyness)) middle = &q;
  const double theta0 = product(product(middle->volatility, middle->volatility), smile.years);
  struct Numbers {
    double theta, rho, psi;
  };
  const auto numbers = [](std::span<const double> x) {
    const double theta = exp(x[0]), rho = 0.9999 * tilt_of(x[1]);
    return Numbers{theta, rho, most_psi(theta, rho) * share_of(x[2])};
  };
  const auto residuals = [&](std::span<const double> x, std::span<double> out) {
    const Numbers n = numbers(x);
    double* next = out.data();
    volatility_residuals(
        smile, [&](double k) { return quick_ssvi_variance(n.theta, n.rho, n.psi, k); }, unit, next);
  };
  SquaresFit best{{}, __builtin_inf(), 0};
  for (const double tilt : {-0.6, 0.0, 0.4})
    for (const double share : {0.1, 0.4, 0.8}) {
      const SquaresFit fit = damped_squares(residuals, {log(theta0), coordinate_of_tilt(tilt), coordinate_of_share(share)},
                                            smile.quotes.size(), {.relative = 1e-9, .most_steps = 40});
      if (fit.squares < best.squares) best = fit;
    }
  const Numbers n = numbers(best.at);
  const SsviSlice slice{.expiry = {}, .theta = n.theta, .rho = n.rho, .phi = n.psi / n.theta, .years = smile.years};
  return {slice, fit_error(smile, [&](double k) { return ssvi_point(slice, k).variance; })};
}

}  // namespace bulwark::BULWARK_TARGET
