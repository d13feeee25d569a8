#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// What a hedger pays to trade and is willing to carry.
struct HedgeTerms {
  double cost;            ///< share of the traded value, one way, >= 0
  double aversion;        ///< per quote: half of it times the variance of wealth is what risk costs, > 0
  double discount = 1.0;  ///< of money at the book's horizon, in (0, 1]
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Half the width of the band around the delta, in coins, within which a book with `gamma` (coins per quote) is best left alone at `spot`:
/// (3/2 discount cost spot gamma^2 / aversion)^(1/3). Leading order in small cost, for exponential utility; the width does not depend on
/// volatility, because risk and turnover both grow with it. Source: Whalley and Wilmott, "An asymptotic analysis of an optimal hedging
/// model for option pricing with transaction costs" (1997). Limits: 0 without cost or gamma; NaN in, NaN out.
inline double band_half_width(const HedgeTerms& terms, double spot, double gamma) noexcept {
  const double cube = product(product(product(1.5 * terms.discount, terms.cost), spot), product(gamma, gamma)) / terms.aversion;
  if (cube == 0.0) return 0.0;
  return exp(log(cube) / 3.0);
}

/// What to trade, coins: nothing within the band, and no further than its edge from outside. `held` and `target` in coins.
constexpr double trade_into_band(double held, double target, double half_width) noexcept {
  const double low = target - half_width, high = target + half_width;
  if (held < low) return low - held;
  if (held > high) return high - held;
  return held - held + 0.0 * (low + high);
}

/// Everything wrong with the terms.
inline Faults faults(const HedgeTerms& terms) {
  Faults found;
  if (!(terms.cost >= 0.0 && terms.cost < 1.0)) report(found, FaultCode::out_of_range, "hedge_terms.cost", {}, terms.cost);
  if (!(terms.aversion > 0.0 && is_finite(terms.aversion)))
    report(found, FaultCode::not_positive, "hedge_terms.aversion", {}, terms.aversion);
  if (!(terms.discount > 0.0 && terms.discount <= 1.0)) report(found, FaultCode::out_of_range, "hedge_terms.discount", {}, terms.discount);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
