#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What resting spot orders hold back of a pair, in coins of each, and at which prices they could turn one into the other at worst.
struct ReservedOrders {
  double base = 0.0;         ///< coins that asks hold back
  double quote = 0.0;        ///< coins of the quote token that bids hold back
  double lowest_ask = 0.0;   ///< quote coins per base coin; 0: not known, so the oracle's price
  double inverse_bid = 0.0;  ///< base coins per quote coin at the highest bid; 0: not known
};

/// What one more coin is worth to an account that already owns, and to one that still owes; money per coin, weights included.
struct WeightedPrice {
  double owned;
  double owed;  ///< >= owned
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Everything that is held back if every bid is filled: base coins, each bid at the oracle's price or its own, whichever gives fewer.
/// `quote_price` is that of an asset, `base_price` that of a liability, money per coin.
inline double all_as_base(const ReservedOrders& orders, double quote_price, double base_price) noexcept {
  const double bought = product(orders.quote, quote_price) / base_price;
  const double limited = product(orders.quote, orders.inverse_bid);
  return orders.base + (orders.inverse_bid > 0.0 ? least(bought, limited) : bought);
}

/// The same if every ask is filled: quote coins. `base_price` is that of an asset, `quote_price` that of a liability.
inline double all_as_quote(const ReservedOrders& orders, double base_price, double quote_price) noexcept {
  const double sold = product(orders.base, base_price) / quote_price;
  const double limited = product(orders.base, orders.lowest_ask);
  return orders.quote + (orders.lowest_ask > 0.0 ? least(sold, limited) : sold);
}

/// What `amount` coins add to an account that ends up with `most` of them, this amount being the last to arrive: the part that pays off
/// debt counts by the price of what is owed, the rest by that of what is owned. Amount >= 0.
inline double worth_of_last(double amount, double most, const WeightedPrice& price) noexcept {
  const double owned = least(amount, greatest(0.0, most));
  return fma(owned, price.owned, product(amount - owned, price.owed));
}

}  // namespace bulwark::BULWARK_TARGET
