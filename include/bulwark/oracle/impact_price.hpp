#pragma once

#include <limits>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/ordinal.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// The average price at which `notional` quote is traded against a depth: sold (`is_sale`) or bought. NaN where the depth does not take so
/// much, or an argument is not positive and finite. The size is found between neighbouring doubles, in at most 64 fills; the money of a
/// fill never falls with its size, so there is one.
/// Source: "impact bid price" and "impact ask price" of premium indices (Binance, dYdX, Hyperliquid, 2024).
template <DepthCurve Depth>
double impact_price(const Depth& depth, double notional, bool is_sale) noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const double side = is_sale ? 1.0 : -1.0, price = depth.price();
  if (!(notional > 0.0 && is_finite(notional) && price > 0.0 && is_finite(price))) return unknown;
  const auto money = [&](double coins) { return product(side, depth.sell(product(side, coins)).cash); };
  const auto takes = [&](double coins) { return product(side, depth.sell(product(side, coins)).filled) >= coins; };
  double few = 0.0, many = notional / price;
  for (int doubling = 0; doubling < 64 && !(money(many) >= notional); ++doubling) {
    if (!takes(many)) return unknown;
    few = many, many = product(2.0, many);
  }
  if (!(money(many) >= notional)) return unknown;
  while (steps_between(few, many) > 1) {
    const double middle = middle_double(few, many);
    (money(middle) >= notional ? many : few) = middle;
  }
  const Fill fill = depth.sell(product(side, many));
  return fill.cash / fill.filled;
}

}  // namespace bulwark::BULWARK_TARGET
