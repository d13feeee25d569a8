#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Why this is no volatility; empty when it is one.
inline Faults faults(const FlatVolatility& flat) {
  if (!is_finite(flat.volatility)) return {{FaultCode::not_finite, "volatility.volatility", {}, flat.volatility}};
  if (!(flat.volatility > 0.0)) return {{FaultCode::not_positive, "volatility.volatility", {}, flat.volatility}};
  return {};
}

}  // namespace bulwark::BULWARK_TARGET
