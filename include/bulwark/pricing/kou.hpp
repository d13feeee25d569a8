#pragma once

#include "bulwark/pricing/black.hpp"
#include "bulwark/pricing/kou_sums.hpp"

#include "bulwark/pricing/kou.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline double kou_value(const Claim<double>& claim, const DoubleExponentialJumps& jumps) noexcept {
  ErlangLaw<1> law;
  return kou_value(one_lane(claim), jumps, law).lane(0);
}
inline double kou_value(const SpotClaim<double>& claim, const DoubleExponentialJumps& jumps) noexcept {
  ErlangLaw<1> law;
  return kou_value(one_lane(claim), jumps, law).lane(0);
}

inline Greeks<double> kou_greeks(const Claim<double>& claim, const DoubleExponentialJumps& jumps) noexcept {
  ErlangLaw<2> law;
  return only_lane(kou_greeks(one_lane(claim), jumps, law));
}

}  // namespace bulwark::BULWARK_TARGET
