#pragma once

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/pair.hpp"

namespace bulwark::BULWARK_TARGET {

/// The curve y = rho x + sqrt(x^2 + c) and its slope, both as pairs, because the terms of both may cancel; and its curvature.
struct Hyperbola {
  Pair<double> height;  ///< rho x + sqrt(x^2 + c)
  Pair<double> slope;   ///< rho + x / sqrt(x^2 + c)
  double curvature;     ///< c / (x^2 + c)^(3/2)
};

/// Source: SVI and SSVI are both this curve. Domain: c >= 0. Error: heights and slopes to about 2^-100 of their larger term.
/// Limits: at x = c = 0 the slope is rho and the curvature infinite.
inline Hyperbola hyperbola(double rho, Pair<double> x, Pair<double> c) noexcept {
  const Pair<double> x2 = exact_product(x.high, x.high);
  const Pair<double> q = pair_sum({x2.high, fma(x.high + x.high, x.low, x2.low)}, c);
  const double root = __builtin_sqrt(q.high);
  if (!(root > 0.0)) return {{root, 0.0}, {rho, 0.0}, __builtin_inf() + root};
  const Pair<double> r{root, (fma(-root, root, q.high) + q.low) / (root + root)};
  const double t = x.high / root;
  const Pair<double> tilt{t, (fma(-t, root, x.high) + fma(-t, r.low, x.low)) / root};
  return {pair_sum(pair_times(rho, x), r), pair_sum({rho, 0.0}, tilt), c.high / root / q.high};
}

}  // namespace bulwark::BULWARK_TARGET
