#pragma once

#include "bulwark/pricing/black_payout.hpp"

#include "bulwark/pricing/quanto.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline QuantoSensitivities<double> quanto_sensitivities(const QuantoClaim<double>& claim) noexcept {
  return only_lane(quanto_sensitivities(one_lane(claim)));
}
inline QuantoSensitivities<double> quanto_sensitivities(const QuantoClaim<double>& claim, const Payout<double>& payout) noexcept {
  return only_lane(quanto_sensitivities(one_lane(claim), one_lane(payout)));
}

}  // namespace bulwark::BULWARK_TARGET
