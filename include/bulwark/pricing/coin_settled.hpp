#pragma once

#include "bulwark/pricing/merton_sensitivities.hpp"

#include "bulwark/pricing/coin_settled.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline CoinSensitivities<double> coin_sensitivities(const SpotClaim<double>& claim) noexcept {
  return only_lane(coin_sensitivities(one_lane(claim)));
}
inline CoinSensitivities<double> coin_sensitivities(const SpotClaim<double>& claim, const Payout<double>& payout) noexcept {
  return only_lane(coin_sensitivities(one_lane(claim), one_lane(payout)));
}
inline CoinSensitivities<double> coin_sensitivities(const SpotClaim<double>& claim, const Jumps<double>& jumps) noexcept {
  return only_lane(coin_sensitivities(one_lane(claim), one_lane(jumps)));
}
inline CoinSensitivities<double> coin_sensitivities(const SpotClaim<double>& claim, const Jumps<double>& jumps,
                                                    const Payout<double>& payout) noexcept {
  return only_lane(coin_sensitivities(one_lane(claim), one_lane(jumps), one_lane(payout)));
}
inline double coin_mark(const Claim<double>& claim) noexcept { return coin_mark(one_lane(claim)).lane(0); }

}  // namespace bulwark::BULWARK_TARGET
