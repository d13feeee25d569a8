#pragma once

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How many coins may be liquidated in a while, from what the market's own fees say that it bears.
/// Source: Synthetix v3 perps, `PerpsMarketConfiguration.maxLiquidationAmountInWindow` and `PerpsMarket.maxLiquidatableAmount`
/// (synthetix-v3 at 23585f7, 2025).
struct LiquidationWindow {
  double maker_fee;   ///< share of notional
  double taker_fee;   ///< the same
  double skew_scale;  ///< coins
  double multiplier;
  std::chrono::seconds length;
  double most_skew = 0.0;  ///< |skew| / scale below which a window that is used up opens once more

  /// Coins in one window; 0 (a fee or scale that was never set) means no limit.
  double capacity() const noexcept {
    return product(product(product(maker_fee + taker_fee, skew_scale), multiplier), static_cast<double>(length.count()));
  }

  /// What the market has seen.
  struct Use {
    double closed = 0.0;         ///< coins liquidated during the last `length`
    double skew = 0.0;           ///< coins, signed
    bool is_same_block = false;  ///< something was liquidated in this very block
    bool is_endorsed = false;    ///< the liquidator may take everything
  };

  /// Coins that may be closed now, of `wanted` (>= 0).
  double allowed(double wanted, const Use& use) const noexcept {
    const double whole = capacity();
    if (use.is_endorsed || whole == 0.0) return wanted;
    double left = greatest(0.0, whole - use.closed);
    if (left == 0.0 && !use.is_same_block && magnitude(use.skew) / skew_scale < most_skew) left = whole;
    return least(wanted, left);
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double x, const char* field) {
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::negative, field, {}, x);
    };
    check(maker_fee, "liquidation_window.maker_fee"), check(taker_fee, "liquidation_window.taker_fee");
    check(skew_scale, "liquidation_window.skew_scale"), check(multiplier, "liquidation_window.multiplier");
    check(most_skew, "liquidation_window.most_skew");
    if (length.count() < 0) report(found, FaultCode::negative, "liquidation_window.length", {}, static_cast<double>(length.count()));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
