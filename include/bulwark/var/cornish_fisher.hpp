#pragma once

#include "bulwark/var/normal_tail.hpp"
#include "bulwark/var/quadratic_profit.hpp"

namespace bulwark::inline v1 {

/// Losses by the Cornish-Fisher expansion, and whether it is one.
struct CornishFisher {
  VarReport report;
  bool holds;  ///< the expanded quantiles rise with the normal ones; where not, the numbers mean nothing and may be far off
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The normal quantile `z`, corrected for skewness and excess kurtosis. Source: Cornish, Fisher (1938), second order.
inline double cornish_fisher_quantile(double z, double skewness, double excess_kurtosis) noexcept {
  const double z2 = product(z, z), s2 = product(skewness, skewness);
  const double first = product(skewness, z2 - 1.0) / 6.0, second = product(excess_kurtosis, product(z, z2 - 3.0)) / 24.0;
  return z + first + second - product(s2, product(z, fma(2.0, z2, -5.0))) / 36.0;
}

/// Whether the corrected quantile rises with z everywhere: its slope, a quadratic in z, has no two roots and opens upwards.
/// Source: Maillard, "A user's guide to the Cornish Fisher expansion" (2012), (10): |skewness| at most 6 (sqrt(2) - 1) = 2.485.
inline bool cornish_fisher_holds(double skewness, double excess_kurtosis) noexcept {
  const double s2 = product(skewness, skewness);
  const double square = excess_kurtosis / 8.0 - s2 / 6.0, whole = 1.0 - excess_kurtosis / 8.0 + product(5.0, s2) / 36.0;
  return square >= 0.0 && whole >= 0.0 && s2 / 9.0 <= product(4.0, product(square, whole));
}

/// Value at risk and expected shortfall of a profit of these moments, `tail` in (0, 1). The shortfall, an expansion of its own, is held at
/// the value at risk where it falls below. Look at `holds` first, and prefer `quadratic_tail` where the profit is a quadratic one: short
/// gamma is where the expansion fails.
/// Source: Boudt, Peterson, Croux, "Estimation and decomposition of downside risk for portfolios with non-normal returns" (2008), (15),
/// (19).
inline CornishFisher cornish_fisher(const Moments& profit, double tail) noexcept {
  const double s = profit.skewness, k = profit.excess_kurtosis;
  const double h = cornish_fisher_quantile(normal_quantile(tail), s, k);
  const double h2 = product(h, h), h3 = product(h, h2);
  const double sixth = fma(h2, fma(h2, h2 - 9.0, 9.0), 3.0), fourth = fma(h2, h2 - 2.0, -1.0);
  const double factor = 1.0 + product(h3, s) / 6.0 + product(sixth, product(s, s)) / 72.0 + product(fourth, k) / 24.0;
  const double mean_beyond = -product(normal_density(h), factor) / tail;
  return {.report = {.value_at_risk = fma(-profit.deviation, h, -profit.mean),
                     .expected_shortfall = fma(-profit.deviation, least(mean_beyond, h), -profit.mean)},
          .holds = cornish_fisher_holds(s, k)};
}

}  // namespace bulwark::BULWARK_TARGET
