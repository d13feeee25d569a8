#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// Total variance w(k) of a smile at one log-moneyness k = ln(strike / forward), and how it changes with k.
struct SmilePoint {
  double variance;           ///< w, of ln(price at expiry / forward)
  double slope;              ///< dw/dk
  double curvature;          ///< d2w/dk2
  double variance_rest = 0;  ///< what rounding took off `variance`: w = variance + variance_rest
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Durrleman's function g = (1 - k w'/(2w))^2 - (w'^2 / 4)(1/w + 1/4) + w''/2: the density of the price in units of a lognormal one.
/// A smile is free of butterfly arbitrage where g >= 0. Source: Gatheral and Jacquier (2014), equation (2.1).
/// Error: below 4 eps times the sum of the absolute terms, (1 + |k w'/(2w)|)^2 + (w'^2 / 4)(1/w + 1/4) + |w''|/2 (measured over a million
/// slices against 50 digits).
inline double durrleman(double k, const SmilePoint& at) noexcept {
  const double pull = product(k, at.slope) / (at.variance + at.variance);
  const double left = 1.0 - pull;
  const double quarter = 0.25 * product(at.slope, at.slope);
  const double loss = product(quarter, 1.0 / at.variance + 0.25);
  return fma(left, left, 0.5 * at.curvature) - loss;
}

/// Density of ln(price at expiry / forward) at k: g / sqrt(2 pi w) exp(-d^2 / 2) with d = -k / sqrt(w) - sqrt(w) / 2. Negative where g is.
/// Error: below 5 eps times the same factor of the sum of absolute terms of g (measured likewise): the exponent (k + w/2)^2 / (2w) is
/// formed as a pair.
inline double smile_density(double k, const SmilePoint& at) noexcept {
  const double w = at.variance;
  const double half = 0.5 * w;
  const double n = k + half;  // with its rounding, a + b exactly
  const double part = n - k;
  const double n_rest = (k - (n - part)) + (half - part) + 0.5 * at.variance_rest;
  const double square = product(n, n);
  const double square_rest = fma(n + n, n_rest, fma(n, n, -square));
  const double twice = w + w;
  const double exponent = square / twice;
  const double exponent_rest = (fma(-exponent, twice, square) + fma(-exponent, 2.0 * at.variance_rest, square_rest)) / twice;
  const double kernel = exp(-exponent);
  constexpr double twice_pi = 0x1.921fb54442d18p+2;
  return product(durrleman(k, at) / __builtin_sqrt(product(twice_pi, w)), fma(-exponent_rest, kernel, kernel));
}

}  // namespace bulwark::BULWARK_TARGET
