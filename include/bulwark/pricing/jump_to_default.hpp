#pragma once

#include <variant>

#include "bulwark/core/fault.hpp"
#include "bulwark/pricing/black.hpp"
#include "bulwark/pricing/default_intensity.hpp"
#include "bulwark/pricing/pricer.hpp"

namespace bulwark::BULWARK_TARGET {

/// The two worlds of a coin that may fail before expiry: it stands, and its forward has been paid for the danger; or it has failed, and is
/// worth its recovery of today's forward from then on.
template <class Real>
struct RuinWorlds {
  Real stands;   ///< probability
  Real failed;   ///< probability, not one less the other
  Real growth;   ///< forward while it stands / forward, so that the mean of both worlds is the forward
  Real failure;  ///< what the claim pays in the second
};

template <class Real>
RuinWorlds<Real> ruin_worlds(const Claim<Real>& claim, const Failure& failure) noexcept {
  const Real hazard = claim.years * Real(failure.per_year);
  const Real stands = exp(-hazard), failed = -expm1(-hazard);
  const Real growth = 1.0 + expm1(hazard) * Real(1.0 - failure.recovery);
  return {stands, failed, growth, max(claim.side * (claim.forward * Real(failure.recovery) - claim.strike), Real(0.0))};
}

/// Undiscounted value of a claim on a coin that may jump to its recovery at any time, quote.
/// Source: Merton, "Option pricing when underlying stock returns are discontinuous" (1976), section 3, "immediate ruin": Black on a forward
/// that grows by the intensity, times the chance to stand; with a recovery the failed world's payment on top. Recovery is a share of the
/// forward and stands still. Error: 5.1 eps (1 + (volatility vega + hazard x standing leg) / value) on 3,000 random claims against 40
/// digits. Limits: Black at no intensity; put-call parity at the given forward; NaN in, NaN out.
template <class Real>
Real ruin_value(const Claim<Real>& claim, const Failure& failure) noexcept {
  const RuinWorlds<Real> worlds = ruin_worlds(claim, failure);
  const Real standing =
      black_value(claim.forward * worlds.growth, claim.strike, total_deviation(claim.volatility, claim.years), claim.side);
  return fma(worlds.stands, standing, worlds.failed * worlds.failure);
}

/// Value and Greeks by the forward, with which the recovery moves. Vega is by the volatility while the coin stands.
template <class Real>
Greeks<Real> ruin_greeks(const Claim<Real>& claim, const Failure& failure) noexcept {
  const RuinWorlds<Real> worlds = ruin_worlds(claim, failure);
  Claim<Real> standing = claim;
  standing.forward = claim.forward * worlds.growth;
  const Greeks<Real> black = black_greeks(standing);
  const Real recovery(failure.recovery), intensity(failure.per_year);
  const auto pays = worlds.failure > Real(0.0);
  const Real failed_delta = select(pays, claim.side * recovery, Real(0.0));
  // Over a moment less to go: fewer failures, each of which would have turned one world into the other, and a forward that grows less.
  const Real turning = intensity * worlds.stands * (black.value - worlds.failure);
  const Real growing = black.delta * claim.forward * (1.0 - recovery) * intensity;
  return {.value = fma(worlds.stands, black.value, worlds.failed * worlds.failure),
          .delta = fma(worlds.stands * worlds.growth, black.delta, worlds.failed * failed_delta),
          .gamma = worlds.stands * worlds.growth * worlds.growth * black.gamma,
          .vega = worlds.stands * black.vega,
          .theta = fma(worlds.stands, black.theta, turning - growing)};
}

// One claim of plain numbers: a batch of one.

inline double ruin_value(const Claim<double>& claim, const Failure& failure) noexcept {
  return ruin_value(one_lane(claim), failure).lane(0);
}
inline Greeks<double> ruin_greeks(const Claim<double>& claim, const Failure& failure) noexcept {
  return only_lane(ruin_greeks(one_lane(claim), failure));
}

/// Black's pricer for one coin that may fail; what it reads of a market is the volatility.
struct BlackWithRuin {
  using Parameters = std::monostate;

  Failure failure{};

  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return ruin_value(claim, failure);
  }
  template <class Real>
  Greeks<Real> greeks(const Claim<Real>& claim, const Parameters&) const noexcept {
    return ruin_greeks(claim, failure);
  }

  Faults faults() const { return bulwark::faults(failure); }
};
static_assert(PricerWithGreeks<BlackWithRuin>);

}  // namespace bulwark::BULWARK_TARGET
