#pragma once

#include "bulwark/pricing/black_payout.hpp"
#include "bulwark/pricing/kou.hpp"
#include "bulwark/pricing/payout.hpp"

#include "bulwark/pricing/kou_sensitivities.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline KouSensitivities<double> kou_sensitivities(const Claim<double>& claim, const DoubleExponentialJumps& jumps,
                                                  const Payout<double>& payout) noexcept {
  ErlangLaw<17> law;
  return only_lane(kou_sensitivities(one_lane(claim), jumps, one_lane(payout), law));
}
inline KouSensitivities<double> kou_sensitivities(const SpotClaim<double>& claim, const DoubleExponentialJumps& jumps,
                                                  const Payout<double>& payout) noexcept {
  ErlangLaw<17> law;
  return only_lane(kou_sensitivities(one_lane(claim), jumps, one_lane(payout), law));
}
inline KouSensitivities<double> kou_sensitivities(const Claim<double>& claim, const DoubleExponentialJumps& jumps) noexcept {
  return kou_sensitivities(claim, jumps, option_payout(claim.side));
}
inline KouSensitivities<double> kou_sensitivities(const SpotClaim<double>& claim, const DoubleExponentialJumps& jumps) noexcept {
  return kou_sensitivities(claim, jumps, option_payout(claim.side));
}

}  // namespace bulwark::BULWARK_TARGET
