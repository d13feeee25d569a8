#pragma once

#include <span>

#include "bulwark/core/resting_order.hpp"
#include "bulwark/liquidation/surplus_line.hpp"

namespace bulwark::BULWARK_TARGET {

/// Where a position of `quantity` coins is liquidated; 0 where no price above zero is it. None where nothing is held or the surplus does
/// not move with the price, to which a slope within 2^-48 of the position belongs: decimal shares are no doubles. NaN as in `root`.
inline std::optional<double> root_or_zero(const SurplusLine& line, double quantity) noexcept {
  if (magnitude(line.per_price) <= product(0x1p-48, magnitude(quantity))) return {};
  return line.root().value_or(0.0);
}

/// Where a position is liquidated once those orders of one side have filled, best price first (`best_first`), that fill before it is: an
/// order beyond the liquidation price of what is held by then never fills, nor do those after it. `balance` is marked to today's price,
/// `leg.entry_price`, at which orders that take the market are taken to fill. `keep(quantity)` is the `TierRate` of so many coins, signed.
/// As in `root_or_zero` of what is held in the end.
/// Source: Vega, specification 0012-NP-LIPE, "liquidation price estimate, including orders" (2023).
template <class Keep>
std::optional<double> liquidation_price_with_orders(double balance, const LinearLeg& leg, std::span<const RestingOrder> orders,
                                                    Keep keep) noexcept {
  double quantity = leg.quantity, cost = cost_of(leg);
  const auto price_now = [&] { return root_or_zero(SurplusLine{balance}.with(quantity, cost, keep(quantity)), quantity); };
  std::optional<double> price = price_now();
  for (const RestingOrder& order : orders) {
    if (price && quantity > 0.0 && order.quantity > 0.0 && order.price < *price) break;
    if (price && quantity < 0.0 && order.quantity < 0.0 && order.price > *price) break;
    quantity += order.quantity;
    cost = fma(order.quantity, order.price, cost);
    price = price_now();
  }
  return price;
}

}  // namespace bulwark::BULWARK_TARGET
