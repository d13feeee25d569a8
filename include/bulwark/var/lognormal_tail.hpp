#pragma once

#include "bulwark/core/report.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::inline v1 {

/// A price whose logarithm is normal.
struct Lognormal {
  double mean;       ///< of the logarithm
  double deviation;  ///< of the logarithm, >= 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Value at risk and expected shortfall of being paid the price (side +1) or having to pay it (side -1): losses, so that what is paid in is
/// negative. With q the normal quantile of the tail, -side e^(mean + side deviation q) and
/// -side e^(mean + deviation^2 / 2) N(q - side deviation) / tail. `tail` in (0, 1), 0.01 is 99 %. Both rest on no scenario.
/// Source: Vega, `quant/riskmeasures` at afa0c5d2 (2022): "LogNormal" and "NegativeLogNormal" VaR and ES.
/// Error: within 10 eps of each number, and eps x |mean|, deviation x |q| of it more.
inline VarReport lognormal_tail(const Lognormal& price, double side, double tail) noexcept {
  const double quantile = normal_quantile(tail), turned = product(side, price.deviation);
  const double expected = exp(fma(product(0.5, price.deviation), price.deviation, price.mean));
  return {.value_at_risk = product(-side, exp(fma(turned, quantile, price.mean))),
          .expected_shortfall = product(-side, product(expected, normal_cdf(quantile - turned)) / tail)};
}

}  // namespace bulwark::BULWARK_TARGET
