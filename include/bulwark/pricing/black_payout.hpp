#pragma once

#include "bulwark/pricing/black.hpp"
#include "bulwark/pricing/leg_curve.hpp"

#include "bulwark/pricing/black_payout.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline double black_value(const Claim<double>& claim, const Payout<double>& payout) noexcept {
  return black_value(one_lane(claim), one_lane(payout)).lane(0);
}
inline double black_scholes_value(const SpotClaim<double>& claim, const Payout<double>& payout) noexcept {
  return black_scholes_value(one_lane(claim), one_lane(payout)).lane(0);
}
inline Sensitivities<double> black_sensitivities(const Claim<double>& claim, const Payout<double>& payout, double discount = 1.0) noexcept {
  return only_lane(black_sensitivities(one_lane(claim), one_lane(payout), Lanes<1>(discount)));
}
inline Sensitivities<double> black_scholes_sensitivities(const SpotClaim<double>& claim, const Payout<double>& payout) noexcept {
  return only_lane(black_scholes_sensitivities(one_lane(claim), one_lane(payout)));
}

}  // namespace bulwark::BULWARK_TARGET
