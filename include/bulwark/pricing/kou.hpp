#pragma once

#include "bulwark/core/market.hpp"
#include "bulwark/pricing/black.hpp"

// clang-format off: each text needs those before it
#include "bulwark/pricing/erlang_chain.inl"
#include "bulwark/pricing/erlang_law.inl"
#include "bulwark/pricing/kou.inl"
#include "bulwark/pricing/kou_sums.inl"
// clang-format on

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
