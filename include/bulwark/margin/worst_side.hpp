#pragma once

#include <span>

#include "bulwark/core/resting_order.hpp"
#include "bulwark/margin/size_margin.hpp"

namespace bulwark::inline v1 {

/// The limit orders of one side of a market.
struct OpenSide {
  double coins = 0.0;  ///< >= 0
  double value = 0.0;  ///< quote, >= 0: coins at the price that the venue counts them at
};

/// A position and what may be added to it.
struct OpenPosition {
  double quantity = 0.0;  ///< coins, signed
  OpenSide buys{};
  OpenSide sells{};
};

/// How one side of a market is charged.
struct SideRates {
  SizeRate position;  ///< share of what is held, growing with its size
  double order;       ///< share of what is only ordered
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Orders at their own prices.
inline OpenSide open_side(std::span<const RestingOrder> orders) noexcept {
  OpenSide side;
  for (const RestingOrder& order : orders) {
    const double coins = magnitude(order.quantity);
    side.coins += coins;
    side.value = fma(coins, order.price, side.value);
  }
  return side;
}

/// The dearer of the two sides that a market may end on, quote to keep: the position, where it is on that side, by its size, and all orders
/// of the side by their own share. A side that its orders do not reach costs nothing; orders that only reduce a position count in full on
/// the side that they reach. Source: Vega, specification 0019-MCAL, "limit order book linearised calculation", and `core/risk` (2024).
inline double worst_side(const OpenPosition& open, double mark, const SideRates& bought, const SideRates& sold) noexcept {
  const auto charge = [&](double held, const OpenSide& orders, const SideRates& rates) {
    if (held + orders.coins <= 0.0) return 0.0;
    const double coins = greatest(0.0, held);
    return fma(rates.order, orders.value, product(rates.position.at(coins).maintenance, product(coins, mark)));
  };
  return greatest(charge(open.quantity, open.buys, bought), charge(-open.quantity, open.sells, sold));
}

}  // namespace bulwark::BULWARK_TARGET
