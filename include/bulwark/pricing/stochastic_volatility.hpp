#pragma once

#include "bulwark/core/market.hpp"
#include "bulwark/pricing/heston.hpp"
#include "bulwark/pricing/pricer_in_columns.hpp"

#include "bulwark/pricing/heston_columns.inl"
#define BULWARK_TEXTS "bulwark/pricing/heston_texts.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

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
  /// See `PricerInColumns`.
  template <ClaimFormula formula, class Nothing>
  void price_columns(const RawColumns& columns, const StochasticVariance& parameters, Nothing&) const noexcept {
    widest(heston_columns<formula>, copy_avx2::heston_columns<formula>, copy_avx512::heston_columns<formula>)(columns, parameters);
  }
};

static_assert(PricerWithVega<StochasticVolatility>);
static_assert(PricerWithGreeks<StochasticVolatility>);
static_assert(PricerInColumns<StochasticVolatility>);

}  // namespace bulwark::BULWARK_TARGET
