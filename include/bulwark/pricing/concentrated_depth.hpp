#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::inline v1 {

/// Liquidity between two prices, of all providers together.
struct LiquidityRange {
  double low;        ///< quote per coin, >= 0
  double high;       ///< quote per coin, > low
  double liquidity;  ///< sqrt(coins x quote) of the virtual reserves, > 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A pool whose liquidity differs from range to range; the caller keeps the ranges. Prices between ranges are passed without a trade, and
/// beyond the outermost nothing trades. The fee is kept outside the pool.
/// Source: Uniswap v3 core, whitepaper (Adams, Zinsmeister, Salem, Keefer, Robinson 2021), equations 6.13-6.16. Rounding: to nearest.
struct ConcentratedDepth {
  std::span<const LiquidityRange> ranges;  ///< increasing price, not overlapping
  double current;                          ///< quote per coin, > 0
  double fee = 0.0;                        ///< share of what is paid in, in [0, 1)

  Fill sell(double quantity) const noexcept {
    if (!is_finite(quantity) || !is_finite(current)) return unknown_fill();
    if (quantity == 0.0) return {0.0, 0.0, current};
    return quantity > 0.0 ? fall(quantity) : rise(-quantity);
  }

  double price() const noexcept { return current; }

  ConcentratedDepth after(double quantity) const noexcept { return {ranges, sell(quantity).price_after, fee}; }

  Faults faults() const {
    Faults found;
    if (ranges.empty()) report(found, FaultCode::empty, "concentrated_depth.ranges");
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const LiquidityRange& r = ranges[i];
      const Where at{.outer = static_cast<Index>(i)};
      if (!(r.low >= 0.0 && r.low < r.high && is_finite(r.high)))
        report(found, FaultCode::out_of_range, "liquidity_range.high", at, r.high);
      if (!(r.liquidity > 0.0 && is_finite(r.liquidity)))
        report(found, FaultCode::not_positive, "liquidity_range.liquidity", at, r.liquidity);
      if (i > 0 && !(r.low >= ranges[i - 1].high)) report(found, FaultCode::out_of_order, "liquidity_range.low", at, r.low);
    }
    if (!(current > 0.0 && is_finite(current))) report(found, FaultCode::not_positive, "concentrated_depth.current", {}, current);
    if (!(fee >= 0.0 && fee < 1.0)) report(found, FaultCode::out_of_range, "concentrated_depth.fee", {}, fee);
    return found;
  }

 private:
  // From root price b down to a, liquidity L takes L (b - a) / (a b) coins and pays L (b - a).
  Fill fall(double quantity) const noexcept {
    double left = product(quantity, 1.0 - fee), taken = 0.0, cash = 0.0, reached = current;
    for (std::size_t i = ranges.size(); i-- > 0;) {
      const LiquidityRange& r = ranges[i];
      if (!(r.low < current)) continue;
      const double a = __builtin_sqrt(r.low), b = __builtin_sqrt(least(r.high, current));
      const double takes = product(r.liquidity, (b - a) / product(a, b));
      if (left < takes) {
        const double to = product(r.liquidity, b) / fma(left, b, r.liquidity);
        return {quantity, fma(product(left, b), to, cash), product(to, to)};
      }
      left -= takes;
      taken += takes;
      cash = fma(r.liquidity, b - a, cash);
      reached = r.low;
    }
    return {least(quantity, taken / (1.0 - fee)), cash, reached};
  }

  Fill rise(double quantity) const noexcept {
    double left = quantity, given = 0.0, paid = 0.0, reached = current;
    for (const LiquidityRange& r : ranges) {
      if (!(r.high > current)) continue;
      const double a = __builtin_sqrt(greatest(r.low, current)), b = __builtin_sqrt(r.high);
      const double gives = product(r.liquidity, 1.0 / a - 1.0 / b);
      if (left < gives) {
        const double to = product(r.liquidity, a) / fma(-left, a, r.liquidity);
        return {-quantity, -fma(product(left, a), to, paid) / (1.0 - fee), product(to, to)};
      }
      left -= gives;
      given += gives;
      paid = fma(r.liquidity, b - a, paid);
      reached = r.high;
    }
    return {-least(quantity, given), -paid / (1.0 - fee), reached};
  }
};
static_assert(MovingDepth<ConcentratedDepth>);

}  // namespace bulwark::BULWARK_TARGET
