#pragma once

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/volatility/svi.hpp"

namespace bulwark::inline v1 {

/// A raw SVI slice in the numbers a trader reads off a smile of volatilities. Source: Gatheral and Jacquier (2014), section 3.3.
struct SviJumpWings {
  double variance;        ///< v: at the money, per year
  double skew;            ///< psi: slope of volatility at the money, times sqrt(years): d sqrt(w)/dk at 0
  double put_slope;       ///< p: of the left wing, b (1 - rho) / sqrt(w(0)); >= 0
  double call_slope;      ///< c: of the right wing, b (1 + rho) / sqrt(w(0)); >= 0
  double least_variance;  ///< per year, of the whole smile; <= `variance`
  double years;           ///< that the smile is over
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The jump wings of a slice; what they say of its forward, expiry, wing and cap is nothing. Domain: w(0) > 0, years > 0.
inline SviJumpWings jump_wings(const SviSlice& s) noexcept {
  const SmilePoint money = svi_point(s, 0.0);
  const double root = __builtin_sqrt(money.variance);
  return {.variance = money.variance / s.years,
          .skew = 0.5 * money.slope / root,
          .put_slope = product(s.b, 1.0 - s.rho) / root,
          .call_slope = product(s.b, 1.0 + s.rho) / root,
          .least_variance = svi_least_variance(s) / s.years,
          .years = s.years};
}

/// The raw slice with these jump wings; its forward, expiry, wing and cap are as in `rest`. NaN where no slice has them: |beta| > 1 below,
/// no slope (p + c = 0), or a smile lowest at the money that does not say how it bends (beta = rho, where v = least_variance and sigma is
/// free: then sigma is that of `rest`). Source: Gatheral and Jacquier (2014), lemma 3.2, with its special case m = 0.
inline SviSlice raw_svi(const SviJumpWings& j, SviSlice rest = {}) noexcept {
  const double w = product(j.variance, j.years);
  const double root = __builtin_sqrt(w);
  const double b = 0.5 * product(root, j.put_slope + j.call_slope);
  const double rho = 1.0 - product(root, j.put_slope) / b;
  // beta = -(slope at the money - rho) = m / sqrt(m^2 + sigma^2): the tilt of the smile's own axis at the money.
  const double beta = rho - product(2.0 * j.skew, root) / b;
  const double rise = __builtin_sqrt(product(1.0 - rho, 1.0 + rho));
  const double drop = product(j.variance - j.least_variance, j.years);
  rest.b = b, rest.rho = rho, rest.years = j.years;
  // With m = beta R, sigma = R sqrt(1 - beta^2): w(0) - w_least = b R (1 - rho beta - rise sqrt(1 - beta^2)), one division.
  const double flat = __builtin_sqrt(product(1.0 - beta, 1.0 + beta));
  const double cross = product(rise, flat);
  const double aligned = fma(-rho, beta, 1.0);
  // 1 - rho beta - rise flat = (rho - beta)^2 / (1 - rho beta + rise flat): no cancellation.
  const double shift = rho - beta;
  const double share = product(shift, shift) / (aligned + cross);
  const double radius = shift == 0.0 ? rest.sigma / flat : drop / product(b, share);
  rest.m = product(beta, radius);
  rest.sigma = product(flat, radius);
  rest.a = fma(product(-b, rest.sigma), rise, product(j.least_variance, j.years));
  return rest;
}

}  // namespace bulwark::BULWARK_TARGET
