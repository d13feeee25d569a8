#pragma once

#include "bulwark/pricing/greeks.hpp"
#include "bulwark/pricing/implied_volatility.hpp"

#include "bulwark/pricing/bachelier.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline double bachelier_value(const Claim<double>& claim) noexcept { return bachelier_value(one_lane(claim)).lane(0); }
inline Sensitivities<double> bachelier_sensitivities(const Claim<double>& claim, double discount = 1.0) noexcept {
  return only_lane(bachelier_sensitivities(one_lane(claim), Lanes<1>(discount)));
}

/// Bachelier's implied volatility of an undiscounted value, quote per sqrt(year); the claim's own volatility is not read. There is no cap.
inline ImpliedVolatility bachelier_implied_volatility(const Claim<double>& claim, double undiscounted_value) noexcept {
  return answer(bachelier_implied_volatility(one_lane(claim), Lanes<1>(undiscounted_value)));
}

}  // namespace bulwark::BULWARK_TARGET
