#pragma once

#include <optional>

#include "bulwark/pricing/black.hpp"
#include "bulwark/pricing/implied_status.hpp"
#include "bulwark/pricing/pricer.hpp"

#include "bulwark/pricing/implied_volatility.inl"

namespace bulwark::BULWARK_TARGET {

/// Black's implied volatility of an undiscounted value; the claim's own volatility is not read. A batch of one.
inline ImpliedVolatility black_implied_volatility(const Claim<double>& claim, double value) noexcept {
  const ImpliedLanes<Lanes<1>> answer = black_implied_volatility(one_lane(claim), Lanes<1>(value));
  const auto status = static_cast<ImpliedStatus>(static_cast<int>(answer.status.lane(0)));
  if (status != ImpliedStatus::ok) return {.volatility = std::nullopt, .status = status};
  return {.volatility = answer.volatility.lane(0), .status = status};
}

}  // namespace bulwark::BULWARK_TARGET
