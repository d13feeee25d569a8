#pragma once

#include <span>

#include "bulwark/core/resting_order.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// What the orders of one side come to, best price first (`best_first`), in a market where `held` coins are held: those that would fill
/// first only reduce an opposite position, and count for nothing. `worth(price)` is what a coin of an order counts for, quote.
/// Source: Vega, specification 0019-MCAL, "placing an order" (2024).
template <class Worth>
double opening_value(double held, std::span<const RestingOrder> orders, Worth worth) noexcept {
  double reducible = orders.empty() || product(held, orders.front().quantity) > 0.0 ? 0.0 : magnitude(held), value = 0.0;
  for (const RestingOrder& order : orders) {
    const double size = magnitude(order.quantity), reducing = least(size, reducible);
    value = fma(size - reducing, worth(order.price), value);
    reducible -= reducing;
  }
  return value;
}

/// The orders of both sides of a market, of which only one can open a position.
struct BothSides {
  std::span<const RestingOrder> buys{};   ///< best price first
  std::span<const RestingOrder> sells{};  ///< best price first
};

/// The dearer side at the orders' own prices, or at `least_price` where that is higher: in an auction they fill at one price, which is not
/// known yet. Quote, before any rate.
inline double dearer_side(double held, const BothSides& orders, double least_price = 0.0) noexcept {
  const auto worth = [&](double price) { return greatest(price, least_price); };
  return greatest(opening_value(held, orders.buys, worth), opening_value(held, orders.sells, worth));
}

/// The dearer side where a price lies between zero and `highest`, and orders post all that they can lose.
inline double dearer_side_in_full(double held, const BothSides& orders, double highest) noexcept {
  return greatest(opening_value(held, orders.buys, [](double price) { return price; }),
                  opening_value(held, orders.sells, [&](double price) { return highest - price; }));
}

}  // namespace bulwark::BULWARK_TARGET
