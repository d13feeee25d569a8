#pragma once

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/kou_sensitivities.hpp"

#include "bulwark/pricing/kou_coin_settled.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline CoinSensitivities<double> coin_sensitivities(const SpotClaim<double>& claim, const DoubleExponentialJumps& jumps,
                                                    const Payout<double>& payout) noexcept {
  ErlangLaw<17> law;
  return only_lane(coin_sensitivities(one_lane(claim), jumps, one_lane(payout), law));
}
inline CoinSensitivities<double> coin_sensitivities(const SpotClaim<double>& claim, const DoubleExponentialJumps& jumps) noexcept {
  return coin_sensitivities(claim, jumps, option_payout(claim.side));
}

}  // namespace bulwark::BULWARK_TARGET
