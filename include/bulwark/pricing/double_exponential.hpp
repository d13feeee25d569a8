#pragma once

#include "bulwark/pricing/kou.hpp"
#include "bulwark/pricing/pricer_in_columns.hpp"

#include "bulwark/pricing/kou_columns.inl"
#define BULWARK_TEXTS "bulwark/pricing/kou_texts.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// Kou's pricer: the claim's volatility is the diffusion's, double-exponential jumps come on top. Without jumps it is Black's, bit for bit.
/// Claims of one expiry that come in one call share its weights; to keep them over more calls, `kou_value` and its like take the law.
struct DoubleExponential {
  using Parameters = DoubleExponentialJumps;
  using Kept = KeptRoom<sizeof(ErlangLaw<1>)>;  ///< the weights of an expiry

  /// Undiscounted value of one claim on a coin, quote.
  template <class Real>
  Real value(const Claim<Real>& claim, const DoubleExponentialJumps& jumps) const noexcept {
    ErlangLaw<1> law;
    return kou_value(claim, jumps, law);
  }
  /// What a call and a put share: see `PricerWithTimeValue`.
  template <class Real>
  Real time_value(const Claim<Real>& claim, const DoubleExponentialJumps& jumps) const noexcept {
    ErlangLaw<1> law;
    return kou_time_value(claim, jumps, law);
  }
  /// The same bits with what earlier claims of the expiry have left.
  template <class Real>
  Real time_value(const Claim<Real>& claim, const DoubleExponentialJumps& jumps, Kept& kept) const noexcept {
    return kou_time_value(claim, jumps, kept.as<ErlangLaw<1>>());
  }
  /// Value and derivatives by the forward.
  template <class Real>
  Greeks<Real> greeks(const Claim<Real>& claim, const DoubleExponentialJumps& jumps) const noexcept {
    ErlangLaw<2> law;
    return kou_greeks(claim, jumps, law);
  }
  /// Value and its derivative by the diffusion's volatility alone.
  template <class Real>
  ValueAndVega<Real> value_and_vega(const Claim<Real>& claim, const DoubleExponentialJumps& jumps) const noexcept {
    ErlangLaw<1> law;
    return kou_value_and_vega(claim, jumps, law);
  }
  /// See `PricerInColumns`.
  template <ClaimFormula formula>
  void price_columns(const RawColumns& columns, const DoubleExponentialJumps& jumps, Kept& kept) const noexcept {
    widest(kou_columns<formula, Kept>, copy_avx2::kou_columns<formula, Kept>, copy_avx512::kou_columns<formula, Kept>)(columns, jumps,
                                                                                                                       kept);
  }
};
static_assert(PricerThatKeeps<DoubleExponential>);
static_assert(PricerInColumns<DoubleExponential>);
static_assert(PricerWithGreeks<DoubleExponential>);
static_assert(PricerWithVega<DoubleExponential>);

}  // namespace bulwark::BULWARK_TARGET
