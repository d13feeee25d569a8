#pragma once

#include <limits>
#include <variant>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/volatility/grid.hpp"
#include "bulwark/volatility/grid_arbitrage.hpp"
#include "bulwark/volatility/ssvi.hpp"
#include "bulwark/volatility/svi_arbitrage.hpp"
#include "bulwark/volatility/violation.hpp"

namespace bulwark::BULWARK_TARGET {

/// Every arbitrage in SSVI slices: found on the same slices in raw SVI.
inline std::vector<Violation> arbitrage(const SsviVolatility& surface) {
  SviVolatility raw;
  for (const SsviSlice& s : surface.slices) raw.slices.push_back(raw_svi(s));
  return arbitrage(raw);
}

/// Every arbitrage in a surface at `now`; none in one that is flat or absent. Domain: a surface without faults.
inline std::vector<Violation> arbitrage(const VolatilitySurface& surface, Timestamp now) {
  if (const auto* grid = std::get_if<GridVolatility>(&surface)) return arbitrage(*grid, now);
  if (const auto* svi = std::get_if<SviVolatility>(&surface)) return arbitrage(*svi);
  if (const auto* ssvi = std::get_if<SsviVolatility>(&surface)) return arbitrage(*ssvi);
  return {};
}

}  // namespace bulwark::BULWARK_TARGET
