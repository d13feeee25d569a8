#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// Variance of the logarithm of an average, as of a lognormal price with the same mean and variance.
struct AverageVariance {
  double total;           ///< ln(E A^2 / (E A)^2)
  double per_volatility;  ///< derivative of sqrt(total) by the volatility; sqrt(years) for a price that is not averaged
};

/// From the relative variance r = E A^2 / (E A)^2 - 1 and its derivative by volatility^2.
inline AverageVariance average_variance(double relative, double per_square, double volatility, double at_no_volatility) noexcept {
  const double total = log1p(relative), deviation = __builtin_sqrt(total);
  const double slope = product(volatility, per_square / (1.0 + relative)) / deviation;
  return {total, deviation == 0.0 ? at_no_volatility : slope};
}

/// An arithmetic average taken continuously over `length` years, from `wait` years on. Exact second moment of a price without drift:
/// E A^2 / F^2 = e^(s w) 2 (e^x - 1 - x) / x^2, s = volatility^2, w the wait, x = s length; a third of the variance for a short one.
/// Source: integration of e^(s min(t, u)); Levy, "Pricing European average rate currency options" (1992). Domain: all >= 0.
/// Error: 19 eps, of the derivative 34, on 3,000 random windows against 40 digits. Limits: volatility^2 wait for no length.
inline AverageVariance continuous_average_variance(double volatility, double wait, double length) noexcept {
  const double s = product(volatility, volatility), x = product(s, length);
  double excess, slope;  // y = 2 (e^x - 1 - x) / x^2 - 1 and its derivative
  if (x < 0.5) {         // y = sum of 2 x^k / (k + 2)!
    excess = 0.0, slope = 0.0;
    double factor = 2.0 / 355687428096000.0;  // 2 / 17!
    for (int k = 15; k >= 1; --k) {
      slope = fma(slope, x, product(factor, k));
      excess = fma(excess, x, factor);
      factor = product(factor, k + 2);
    }
    excess = product(excess, x);
  } else {
    const double over = expm1(x), square = product(x, x);
    excess = 2.0 * (over - x) / square - 1.0;
    slope = 2.0 * over / square - 2.0 * (excess + 1.0) / x;
  }
  const double grown = exp(product(s, wait));
  const double relative = fma(grown, excess, expm1(product(s, wait)));
  const double per_square = product(grown, fma(wait, 1.0 + excess, product(length, slope)));
  return average_variance(relative, per_square, volatility, __builtin_sqrt(wait + length / 3.0));
}

/// The same of `samples` prices, `step` years apart, the first after `wait` years: E A^2 / F^2 = sum of e^(s min(t, u)) / samples^2.
/// All terms of the relative variance are positive, so nothing cancels. Error: (samples + 4) eps.
inline AverageVariance sampled_average_variance(double volatility, double wait, double step, Index samples) noexcept {
  const double s = product(volatility, volatility), n = static_cast<double>(samples);
  const double growth = expm1(product(s, step));
  double over = expm1(product(s, wait)), relative = 0.0, per_square = 0.0, plain = 0.0;
  for (Index i = 0; i < samples; ++i) {
    const double pairs = static_cast<double>(2 * (samples - i) - 1), t = fma(static_cast<double>(i), step, wait);
    relative = fma(pairs, over, relative);
    per_square = fma(pairs, product(t, 1.0 + over), per_square);
    plain = fma(pairs, t, plain);
    over = fma(growth, 1.0 + over, over);
  }
  const double square = product(n, n);
  return average_variance(relative / square, per_square / square, volatility, __builtin_sqrt(plain / square));
}

}  // namespace bulwark::BULWARK_TARGET
