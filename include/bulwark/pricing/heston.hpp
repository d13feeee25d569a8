#pragma once

#include "bulwark/math/complex_lanes.hpp"
#include "bulwark/pricing/merton.hpp"

// Each text needs those before it.
// clang-format off
#include "bulwark/pricing/variance_side.inl"
#include "bulwark/pricing/saddle_contour.inl"
#include "bulwark/pricing/contour_sum.inl"
#include "bulwark/pricing/variance_terms.inl"
#include "bulwark/pricing/heston.inl"
// clang-format on

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline VarianceGreeks<double> heston_greeks(const Claim<double>& claim, const VarianceModel<double>& model) noexcept {
  return only_lane(heston_greeks(one_lane(claim), one_lane(model)));
}
inline VarianceGreeks<double> heston_greeks(const SpotClaim<double>& claim, const VarianceModel<double>& model) noexcept {
  return only_lane(heston_greeks(one_lane(claim), one_lane(model)));
}

}  // namespace bulwark::BULWARK_TARGET
