#pragma once

#include "bulwark/pricing/black.hpp"

#include "bulwark/pricing/merton.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline double merton_value(const Claim<double>& claim, const Jumps<double>& jumps) noexcept {
  return merton_value(one_lane(claim), one_lane(jumps)).lane(0);
}
inline double merton_value(const SpotClaim<double>& claim, const Jumps<double>& jumps) noexcept {
  return merton_value(one_lane(claim), one_lane(jumps)).lane(0);
}

}  // namespace bulwark::BULWARK_TARGET
