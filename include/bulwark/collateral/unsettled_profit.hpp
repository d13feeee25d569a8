#pragma once

#include "bulwark/core/strict_price.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A perpetual and the orders that rest on it; coins.
struct OpenPerp {
  double base = 0.0;
  double quote = 0.0;  ///< money, funding included
  double bids = 0.0;   ///< >= 0
  double asks = 0.0;   ///< >= 0
};

/// How a perpetual's coins count in its profit.
struct BaseWeight {
  double owned;  ///< multiple of a long's value that counts; <= 1
  double owed;   ///< multiple of a short's value that weighs; >= 1
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A perpetual's profit with its coins weighted, after the worse of all bids filled (at the higher price) and all asks filled (at the
/// lower). Money. Source: Mango v4, `unweighted_health_unsettled_pnl` (2024).
inline double unsettled_profit(const OpenPerp& perp, const BaseWeight& weight, const StrictPrice<double>& price) noexcept {
  const auto after = [&](double fills, double at) {
    const double base = perp.base + fills;
    const double value = base < 0.0 ? product(weight.owed, price.high()) : product(weight.owned, price.low());
    return fma(base, value, -product(fills, at));
  };
  return perp.quote + least(after(perp.bids, price.high()), after(-perp.asks, price.low()));
}

}  // namespace bulwark::BULWARK_TARGET
