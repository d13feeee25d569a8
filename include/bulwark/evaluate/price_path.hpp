#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// How far the basis of one expiry moves while the price does: forward / spot is multiplied by (price / spot)^response.
struct BasisMove {
  Timestamp expiry;  ///< `perpetual`: of perpetual futures
  double response;   ///< log move of forward / spot per log move of the price; -0.1: backwardation as the price rises
};

/// How everything else moves while one asset's price does. Forwards and futures keep their ratio to spot but for what `basis` says; coin
/// collateral is worth what the path says its price is.
struct PricePath {
  AssetId asset;               ///< whose price is walked
  std::vector<double> beta{};  ///< row AssetId: log move of another asset per log move of this one; its own is 1, a missing one 0
  double vol_response = 0.0;   ///< log move of every volatility on the asset per log move of its price; -1: vol doubles as price halves
  double lowest = 0x1p-6;      ///< multiples of spot between which the path is walked
  double highest = 0x1p6;      ///< the same
  Index steps = 192;           ///< scan points, evenly spaced in log price; kinks are added

  /// By increasing expiry, `perpetual` last. An expiry in between responds in a line by time from one to the next, the first from nothing
  /// now; after the last dated one, in proportion to time (a rate that moves). Perpetuals respond only where they are named.
  std::vector<BasisMove> basis{};

  std::vector<double> prices{};  ///< further scan points that the caller knows to matter; quote per coin, those off the path are left out
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How far the basis of an expiry moves on a path, as `BasisMove::response`; 0 for what has expired.
inline double basis_response(const PricePath& path, Timestamp now, Timestamp expiry) noexcept {
  double from = 0.0, response = 0.0;  // years, and what answers there
  for (const BasisMove& move : path.basis) {
    if (move.expiry == expiry) return move.response;
    if (expiry == perpetual || move.expiry == perpetual || move.expiry <= now) continue;
    const double years = years_between(now, move.expiry);
    if (move.expiry > expiry) {
      const double left = years_between(now, expiry);
      return left > 0.0 ? fma((left - from) / (years - from), move.response - response, response) : 0.0;
    }
    from = years, response = move.response;
  }
  return from > 0.0 && expiry != perpetual ? product(response, years_between(now, expiry) / from) : 0.0;
}

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
  for (Index i = 0; i < std::ssize(path.prices); ++i)
    if (const double price = path.prices[static_cast<std::size_t>(i)]; !(price > 0.0 && is_finite(price)))
      report(found, FaultCode::not_positive, "price_path.prices", {.outer = i}, price);
  for (Index i = 0; i < std::ssize(path.basis); ++i) {
    const BasisMove& move = path.basis[static_cast<std::size_t>(i)];
    if (!is_finite(move.response)) report(found, FaultCode::not_finite, "price_path.basis.response", {.outer = i}, move.response);
    if (!(move.expiry > market.now))
      report(found, FaultCode::expired, "price_path.basis.expiry", {.outer = i}, years_between(market.now, move.expiry));
    if (i > 0 && !(path.basis[static_cast<std::size_t>(i - 1)].expiry < move.expiry))
      report(found, FaultCode::out_of_order, "price_path.basis.expiry", {.outer = i}, years_between(market.now, move.expiry));
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
