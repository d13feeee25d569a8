#pragma once

#include "bulwark/pricing/merton.hpp"

#include "bulwark/pricing/merton_greeks.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline Greeks<double> merton_greeks(const Claim<double>& claim, const Jumps<double>& jumps) noexcept {
  return only_lane(merton_greeks(one_lane(claim), one_lane(jumps)));
}
inline DiscountedGreeks<double> merton_greeks(const DiscountedClaim<double>& claim, const Jumps<double>& jumps) noexcept {
  return only_lane(merton_greeks(one_lane(claim), one_lane(jumps)));
}
inline DiscountedGreeks<double> merton_greeks(const SpotClaim<double>& claim, const Jumps<double>& jumps) noexcept {
  return only_lane(merton_greeks(one_lane(claim), one_lane(jumps)));
}
inline JumpGreeks<double> merton_jump_greeks(const DiscountedClaim<double>& claim, const Jumps<double>& jumps) noexcept {
  return only_lane(merton_jump_greeks(one_lane(claim), one_lane(jumps)));
}
inline JumpGreeks<double> merton_jump_greeks(const SpotClaim<double>& claim, const Jumps<double>& jumps) noexcept {
  return only_lane(merton_jump_greeks(one_lane(claim), one_lane(jumps)));
}

}  // namespace bulwark::BULWARK_TARGET
