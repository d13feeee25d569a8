#pragma once

#include "bulwark/core/market.hpp"
#include "bulwark/pricing/heston.hpp"
#include "bulwark/pricing/pricer.hpp"

namespace bulwark::BULWARK_TARGET {

/// Parameters as the formulas take them, the same in every lane (or as plain numbers).
template <class Real>
VarianceModel<Real> variance_model(const StochasticVariance& p) noexcept {
  return {Real(p.reversion),
          Real(p.long_variance),
          Real(p.volatility_of_variance),
          Real(p.correlation),
          {Real(p.jumps.per_year), Real(p.jumps.mean_log_jump), Real(p.jumps.log_jump_deviation)}};
}

/// Heston's and Bates's pricer: the claim's volatility is the root of the variance now, which then reverts to its mean.
/// Without volatility of the variance it is Merton's or Black's at the expected variance; the default parameters are Black's, bit for bit.
struct StochasticVolatility {
  using Parameters = StochasticVariance;
  static constexpr bool reverts = true;  ///< the volatility now may be above the one that Black implies

  /// Undiscounted value of one claim on a coin, quote.
  template <class Real>
  Real value(const Claim<Real>& claim, const StochasticVariance& parameters) const noexcept {
    return heston_greeks(claim, variance_model<Real>(parameters)).value;
  }
  /// Value and derivatives by the forward; vega is by the root of the variance now.
  template <class Real>
  Greeks<Real> greeks(const Claim<Real>& claim, const StochasticVariance& parameters) const noexcept {
    const VarianceGreeks<Real> all = heston_greeks(claim, variance_model<Real>(parameters));
    return {
        .value = all.value, .delta = all.delta, .gamma = all.gamma, .vega = 2.0 * claim.volatility * all.by_variance, .theta = all.theta};
  }
  /// Value and its derivative by the root of the variance now.
  template <class Real>
  ValueAndVega<Real> value_and_vega(const Claim<Real>& claim, const StochasticVariance& parameters) const noexcept {
    const VarianceGreeks<Real> all = heston_greeks(claim, variance_model<Real>(parameters));
    return {.value = all.value, .vega = 2.0 * claim.volatility * all.by_variance};
  }
};

static_assert(PricerWithVega<StochasticVolatility>);
static_assert(PricerWithGreeks<StochasticVolatility>);

}  // namespace bulwark::BULWARK_TARGET
