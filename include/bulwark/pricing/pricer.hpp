#pragma once

#include <concepts>
#include <variant>

#include "bulwark/core/market.hpp"
#include "bulwark/math/lanes.hpp"
#include "bulwark/pricing/black.hpp"
#include "bulwark/pricing/claim.hpp"
#include "bulwark/pricing/greeks.hpp"
#include "bulwark/pricing/merton_greeks.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/model.hpp"

namespace bulwark::BULWARK_TARGET {

/// Black's pricer: volatility only.
struct Black {
  using Parameters = std::monostate;

  /// Undiscounted value of one claim on a coin, quote.
  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_value(claim);
  }
  /// What a call and a put share: see `PricerWithTimeValue`.
  template <class Real>
  Real time_value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_time_value(claim);
  }
  /// Value and derivatives by the forward; the value has the bits of `value`.
  static constexpr bool greeks_have_its_value = true;
  template <class Real>
  Greeks<Real> greeks(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_greeks(claim);
  }
  /// Value and its derivative by volatility alone.
  template <class Real>
  ValueAndVega<Real> value_and_vega(const Claim<Real>& claim, const Parameters&) const noexcept {
    const Greeks<Real> g = black_greeks(claim);
    return {.value = g.value, .vega = g.vega};
  }
};

/// Merton's pricer: the claim's volatility is the diffusion's, lognormal jumps come on top.
struct JumpDiffusion {
  using Parameters = JumpParameters;

  /// Undiscounted value of one claim on a coin, quote. Without jumps it is Black's, bit for bit.
  template <class Real>
  Real value(const Claim<Real>& claim, const JumpParameters& jumps) const noexcept {
    return merton_value(claim, in_every_lane<Real>(jumps));
  }
  /// What a call and a put share: see `PricerWithTimeValue`.
  template <class Real>
  Real time_value(const Claim<Real>& claim, const JumpParameters& jumps) const noexcept {
    return merton_time_value(claim, in_every_lane<Real>(jumps));
  }
  /// Value and derivatives by the forward.
  template <class Real>
  Greeks<Real> greeks(const Claim<Real>& claim, const JumpParameters& jumps) const noexcept {
    return merton_greeks(claim, in_every_lane<Real>(jumps));
  }
  /// Value and its derivative by the diffusion's volatility alone.
  template <class Real>
  ValueAndVega<Real> value_and_vega(const Claim<Real>& claim, const JumpParameters& jumps) const noexcept {
    return merton_value_and_vega(claim, in_every_lane<Real>(jumps));
  }

 private:
  template <class Real>
  static Jumps<Real> in_every_lane(const JumpParameters& jumps) noexcept {
    return {Real(jumps.per_year), Real(jumps.mean_log_jump), Real(jumps.log_jump_deviation)};
  }
};

/// Values claims. Semantics: undiscounted, per coin, in quote; convex and increasing in the forward for calls; never below intrinsic;
/// increasing in volatility; a lane depends on its own claim only; NaN in, NaN out. Parameters by default price as Black does.
/// A pricer may also offer `greeks` and what else the concepts below name; where it does, that is called in place of `value`: who derives
/// from a pricer and values otherwise must answer anew for all that is inherited.
template <class P>
concept Pricer = std::copyable<P> && requires(const P pricer, const Claim<Lanes<8>>& claim, const ParametersOf<P>& parameters) {
  { pricer.value(claim, parameters) }
  noexcept->std::same_as<Lanes<8>>;
};

/// A pricer that knows its derivatives in closed form.
template <class P>
concept PricerWithGreeks = Pricer<P> && requires(const P pricer, const Claim<Lanes<8>>& claim, const ParametersOf<P>& parameters) {
  { pricer.greeks(claim, parameters) }
  noexcept->std::same_as<Greeks<Lanes<8>>>;
};

/// A pricer of the kind whose Greeks come with the bits of its value, so that both are had for the price of the Greeks.
template <class P>
concept PricerWithGreeksAndValue = PricerWithGreeks<P> && P::greeks_have_its_value;

/// A pricer that knows its vega without the rest: searches for a volatility then take Newton's steps.
template <class P>
concept PricerWithVega = Pricer<P> && requires(const P pricer, const Claim<Lanes<8>>& claim, const ParametersOf<P>& parameters) {
  { pricer.value_and_vega(claim, parameters) }
  noexcept->std::same_as<ValueAndVega<Lanes<8>>>;
};

/// A pricer that values the side out of the money and leaves the other to parity: its value has the bits of `value_with(time_value(claim,
/// parameters), forward, strike, side)`, and the time value does not read the side. Tables then price a call and its put once.
template <class P>
concept PricerWithTimeValue = Pricer<P> && requires(const P pricer, const Claim<Lanes<8>>& claim, const ParametersOf<P>& parameters) {
  { pricer.time_value(claim, parameters) }
  noexcept->std::same_as<Lanes<8>>;
};

/// A pricer of the kind that also takes what it can keep from claim to claim of one expiry, a `Kept` of its own: the bits are the same.
template <class P>
concept PricerThatKeeps = PricerWithTimeValue<P> &&
    requires(const P pricer, const Claim<Lanes<8>>& claim, const ParametersOf<P>& parameters, typename P::Kept& kept) {
  { pricer.time_value(claim, parameters, kept) }
  noexcept->std::same_as<Lanes<8>>;
};

/// What it keeps; nothing where it does not.
template <class P>
struct KeptByPricer {
  struct Type {};
};
template <PricerThatKeeps P>
struct KeptByPricer<P> {
  using Type = typename P::Kept;
};

static_assert(PricerWithTimeValue<Black>);
static_assert(PricerWithTimeValue<JumpDiffusion>);
static_assert(PricerWithVega<Black>);
static_assert(PricerWithVega<JumpDiffusion>);
static_assert(PricerWithGreeks<Black>);
static_assert(PricerWithGreeks<JumpDiffusion>);
static_assert(PricerWithGreeksAndValue<Black>);

/// Undiscounted value of one claim, quote: a batch of one.
template <Pricer P>
double value(const P& pricer, const Claim<double>& claim, const ParametersOf<P>& parameters = {}) noexcept {
  return pricer.value(one_lane(claim), parameters).lane(0);
}

/// Value and derivatives of one claim by its forward: a batch of one.
template <PricerWithGreeks P>
Greeks<double> greeks(const P& pricer, const Claim<double>& claim, const ParametersOf<P>& parameters = {}) noexcept {
  return only_lane(pricer.greeks(one_lane(claim), parameters));
}

}  // namespace bulwark::BULWARK_TARGET
