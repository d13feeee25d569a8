#pragma once

#include "bulwark/pricing/black.hpp"

#include "bulwark/pricing/coin_settled.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline CoinSensitivities<double> coin_sensitivities(const SpotClaim<double>& claim) noexcept {
  return only_lane(coin_sensitivities(one_lane(claim)));
}
inline double coin_mark(const Claim<double>& claim) noexcept { return coin_mark(one_lane(claim)).lane(0); }

}  // namespace bulwark::BULWARK_TARGET
