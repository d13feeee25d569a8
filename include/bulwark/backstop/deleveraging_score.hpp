#pragma once

#include <limits>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Profit over entry notional times notional over equity: who gains most with most leverage is closed first. Money in quote, `notional` > 0
/// at mark; a loss scores below every profit and is divided by the leverage, so that of equal losses the most leveraged comes first, too.
/// Limits: infinite for a profit without equity, the loss itself for a loss without; NaN where anything is. Source: Binance Futures,
/// "auto-deleveraging" (support pages, 2025).
inline double profit_times_leverage(double profit, double entry_notional, double notional, double equity) noexcept {
  const double gain = profit / entry_notional;
  if (equity > 0.0) return profit < 0.0 ? product(gain, equity / notional) : product(gain, notional / equity);
  if (equity != equity || gain != gain || notional != notional) return std::numeric_limits<double>::quiet_NaN();
  return profit > 0.0 ? std::numeric_limits<double>::infinity() : gain;
}

/// Mark over entry (for a short the inverse) times notional over equity; prices > 0. Limits: infinite without equity; NaN where anything
/// is. Source: Hyperliquid documentation, "auto-deleveraging" (2025), which gives the long's. *Assumed*: a short's is the inverse.
inline double price_gain_times_leverage(double entry, double mark, bool is_long, double notional, double equity) noexcept {
  const double gain = is_long ? mark / entry : entry / mark;
  if (equity > 0.0) return product(gain, notional / equity);
  if (equity != equity || gain != gain || notional != notional) return std::numeric_limits<double>::quiet_NaN();
  return std::numeric_limits<double>::infinity();
}

}  // namespace bulwark::BULWARK_TARGET
