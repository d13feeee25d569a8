#pragma once

#include <span>

#include "bulwark/calibration/smile.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What a smile says of the law of the log price at its expiry.
struct SmileShape {
  double volatility;  ///< at the money, per sqrt(year)
  double years;
  double skewness;
  double kurtosis;  ///< above the normal law's
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Level, skewness and excess kurtosis from a weighted parabola through a smile within two and a half deviations.
/// Source: Backus, Foresi, Wu, "Accounting for biases in Black-Scholes" (2004): volatility = level (1 + skewness d / 6 + kurtosis (d^2 - 1)
/// / 24), d = log-moneyness in deviations. Error: a first guess only. Limits: the mean volatility and a normal law where fewer than three
/// quotes stand that near; a kurtosis below what the skewness needs is what calibration makes of it. Domain: a smile without faults.
inline SmileShape shape_of(const Smile& smile) noexcept {
  const auto mean_of = [&](double level, double reach) {
    double weights = 0.0, sum = 0.0;
    for (const SmileQuote& q : smile.quotes) {
      if (level > 0.0 && magnitude(q.log_moneyness) > reach * level * __builtin_sqrt(smile.years)) continue;
      weights += q.weight;
      sum = fma(q.weight, q.volatility, sum);
    }
    return weights > 0.0 ? sum / weights : level;
  };
  double level = mean_of(0.0, 0.0);
  level = mean_of(level, 1.0);
  const double root = __builtin_sqrt(smile.years);
  double moment[5] = {}, product_with[3] = {};
  int near = 0;
  for (const SmileQuote& q : smile.quotes) {
    const double d = q.log_moneyness / (level * root);
    if (!(magnitude(d) <= 2.5) || q.weight == 0.0) continue;
    ++near;
    double power = q.weight;
    for (int i = 0; i < 5; ++i, power = product(power, d)) {
      moment[i] += power;
      if (i < 3) product_with[i] = fma(power, q.volatility, product_with[i]);
    }
  }
  // Cramer's rule on the normal equations of c0 + c1 d + c2 d^2
  const auto minor = [&](int i, int j, int k, int l) { return fma(moment[i], moment[j], -product(moment[k], moment[l])); };
  const double a = minor(2, 4, 3, 3), b = minor(1, 4, 2, 3), c = minor(1, 3, 2, 2);
  const double whole = fma(moment[0], a, fma(-moment[1], b, product(moment[2], c)));
  if (near < 3 || !(magnitude(whole) > 1e-9 * magnitude(product(moment[0], a)))) return {level, smile.years, 0.0, 0.0};
  const double e = minor(0, 4, 2, 2), f = minor(0, 3, 1, 2), g = minor(0, 2, 1, 1);
  const double c0 = fma(product_with[0], a, fma(-product_with[1], b, product(product_with[2], c))) / whole;
  const double c1 = fma(-product_with[0], b, fma(product_with[1], e, -product(product_with[2], f))) / whole;
  const double c2 = fma(product_with[0], c, fma(-product_with[1], f, product(product_with[2], g))) / whole;
  const double centre = c0 + c2;  // where d^2 = 1 the kurtosis has no say
  if (!(centre > 0.0)) return {level, smile.years, 0.0, 0.0};
  return {.volatility = centre, .years = smile.years, .skewness = 6.0 * c1 / centre, .kurtosis = 24.0 * c2 / centre};
}

}  // namespace bulwark::BULWARK_TARGET
