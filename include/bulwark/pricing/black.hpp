#pragma once

#include "bulwark/math/elementary.hpp"
#include "bulwark/math/log_ratio_pair.hpp"
#include "bulwark/pricing/claim.hpp"
#include "bulwark/pricing/greeks.hpp"
#include "bulwark/pricing/one_lane.hpp"
#include "bulwark/pricing/time_value.hpp"

#include "bulwark/pricing/black.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline double black_value(const Claim<double>& claim) noexcept { return black_value(one_lane(claim)).lane(0); }
inline Greeks<double> black_greeks(const Claim<double>& claim) noexcept { return only_lane(black_greeks(one_lane(claim))); }
inline DiscountedGreeks<double> black_greeks(const DiscountedClaim<double>& claim) noexcept {
  return only_lane(black_greeks(one_lane(claim)));
}
inline Sensitivities<double> black_sensitivities(const Claim<double>& claim, double discount = 1.0) noexcept {
  return only_lane(black_sensitivities(one_lane(claim), Lanes<1>(discount)));
}
inline double black_scholes_value(const SpotClaim<double>& claim) noexcept { return black_scholes_value(one_lane(claim)).lane(0); }
inline Greeks<double> black_scholes_greeks(const SpotClaim<double>& claim) noexcept {
  return only_lane(black_scholes_greeks(one_lane(claim)));
}
inline Sensitivities<double> black_scholes_sensitivities(const SpotClaim<double>& claim) noexcept {
  return only_lane(black_scholes_sensitivities(one_lane(claim)));
}

}  // namespace bulwark::BULWARK_TARGET
