#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// A pool of coins and quote that trades so that their product does not fall; what pays the fee stays in the pool. Its last coin is never
/// for sale: a purchase is cut just below all coins, at a price beyond reason.
/// Source: Uniswap v2 core, whitepaper (Adams, Zinsmeister, Robinson 2020), section 3.2.1. Rounding: to nearest, a few ulp either way;
/// contracts round each trade up to a unit in the pool's favour.
struct ConstantProductDepth {
  double coins;      ///< > 0
  double quote;      ///< > 0
  double fee = 0.0;  ///< share of what is paid in, in [0, 1); 0.003 on Uniswap v2

  Fill sell(double quantity) const noexcept {
    if (!is_finite(quantity)) return unknown_fill();
    const double kept = 1.0 - fee;
    if (quantity >= 0.0) {
      const double in = product(quantity, kept), cash = product(quote, in / (coins + in));
      return {quantity, cash, (quote - cash) / (coins + quantity)};
    }
    const double out = least(-quantity, product(coins, 1.0 - 0x1p-53));
    const double paid = product(quote, out / (coins - out)) / kept;
    return {-out, -paid, (quote + paid) / (coins - out)};
  }

  double price() const noexcept { return quote / coins; }

  ConstantProductDepth after(double quantity) const noexcept {
    const Fill fill = sell(quantity);
    return {coins + fill.filled, quote - fill.cash, fee};
  }

  Faults faults() const {
    Faults found;
    if (!(coins > 0.0 && is_finite(coins))) report(found, FaultCode::not_positive, "constant_product_depth.coins", {}, coins);
    if (!(quote > 0.0 && is_finite(quote))) report(found, FaultCode::not_positive, "constant_product_depth.quote", {}, quote);
    if (!(fee >= 0.0 && fee < 1.0)) report(found, FaultCode::out_of_range, "constant_product_depth.fee", {}, fee);
    return found;
  }
};
static_assert(MovingDepth<ConstantProductDepth>);

}  // namespace bulwark::BULWARK_TARGET
