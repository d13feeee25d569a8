#pragma once

#include <algorithm>
#include <compare>
#include <span>

namespace bulwark::inline v1 {

/// A limit order that waits in the book of one market.
struct RestingOrder {
  double quantity;  ///< coins, signed: bought or sold
  double price;     ///< quote per coin
};

/// Puts the orders of one side in the order in which they fill: purchases from the highest price down, sales from the lowest up.
inline void best_first(std::span<RestingOrder> orders) noexcept {
  const bool are_sales = !orders.empty() && orders.front().quantity < 0.0;
  std::sort(orders.begin(), orders.end(), [&](const RestingOrder& a, const RestingOrder& b) {
    return are_sales ? std::is_lt(std::strong_order(a.price, b.price)) : std::is_gt(std::strong_order(a.price, b.price));
  });
}

}  // namespace bulwark::inline v1
