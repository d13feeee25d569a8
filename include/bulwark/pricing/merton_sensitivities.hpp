#pragma once

#include "bulwark/pricing/merton_legs.hpp"

#include "bulwark/pricing/merton_sensitivities.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline JumpSensitivities<double> merton_sensitivities(const Claim<double>& claim, const Jumps<double>& jumps) noexcept {
  return only_lane(merton_sensitivities(one_lane(claim), one_lane(jumps)));
}
inline JumpSensitivities<double> merton_sensitivities(const SpotClaim<double>& claim, const Jumps<double>& jumps) noexcept {
  return only_lane(merton_sensitivities(one_lane(claim), one_lane(jumps)));
}
inline JumpSensitivities<double> merton_sensitivities(const Claim<double>& claim, const Jumps<double>& jumps,
                                                      const Payout<double>& payout) noexcept {
  return only_lane(merton_sensitivities(one_lane(claim), one_lane(jumps), one_lane(payout)));
}
inline JumpSensitivities<double> merton_sensitivities(const SpotClaim<double>& claim, const Jumps<double>& jumps,
                                                      const Payout<double>& payout) noexcept {
  return only_lane(merton_sensitivities(one_lane(claim), one_lane(jumps), one_lane(payout)));
}

}  // namespace bulwark::BULWARK_TARGET
