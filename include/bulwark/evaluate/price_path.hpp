#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// How everything else moves while one asset's price does. Forwards and futures keep their ratio to spot; coin collateral is worth what
/// the path says its price is.
struct PricePath {
  AssetId asset;               ///< whose price is walked
  std::vector<double> beta{};  ///< row AssetId: log move of another asset per log move of this one; its own is 1, a missing one 0
  double vol_response = 0.0;   ///< log move of every volatility on the asset per log move of its price; -1: vol doubles as price halves
  double lowest = 0x1p-6;      ///< multiples of spot between which the path is walked
  double highest = 0x1p6;      ///< the same
  Index steps = 192;           ///< scan points, evenly spaced in log price; strikes are added
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What keeps a path from being walked in a market.
inline Faults faults(const PricePath& path, const MarketState& market) {
  Faults found;
  if (path.asset == AssetId::quote || row(path.asset) >= std::ssize(market.assets))
    return {{FaultCode::unknown_asset, "price_path.asset", {}, static_cast<double>(path.asset)}};
  const double spot = market[path.asset].spot;
  if (!(spot > 0.0 && is_finite(spot))) report(found, FaultCode::not_positive, "market.spot", {.outer = row(path.asset)}, spot);
  if (!(path.lowest > 0.0 && path.lowest < 1.0)) report(found, FaultCode::out_of_range, "price_path.lowest", {}, path.lowest);
  if (!(path.highest > 1.0 && is_finite(path.highest))) report(found, FaultCode::out_of_range, "price_path.highest", {}, path.highest);
  if (path.steps < 2 || path.steps > 1'000'000)
    report(found, FaultCode::out_of_range, "price_path.steps", {}, static_cast<double>(path.steps));
  if (!is_finite(path.vol_response)) report(found, FaultCode::not_finite, "price_path.vol_response", {}, path.vol_response);
  for (Index a = 0; a < std::ssize(path.beta); ++a)
    if (!is_finite(path.beta[static_cast<std::size_t>(a)]))
      report(found, FaultCode::not_finite, "price_path.beta", {.outer = a}, path.beta[static_cast<std::size_t>(a)]);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
