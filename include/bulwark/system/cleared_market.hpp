#pragma once

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::inline v1 {

/// One market's liquidations of one round. Coins, and quote per coin.
struct ClearedMarket {
  double sold = 0.0;            ///< <= what was to be sold
  double bought = 0.0;          ///< <= what was to be bought
  double sale_price = 0.0;      ///< of every coin sold
  double purchase_price = 0.0;  ///< of every coin bought
  double net = 0.0;             ///< coins that the market took (negative: gave)
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The most of `quantity` (negative: bought) after which the market stands no further than the share `most_move` from where it stood; its
/// spread, which is not the trade's doing, does not count. NaN stays. A bisection: the
/// answer is within 2^-60 of `quantity` and never above it.
template <MovingDepth Depth>
double within_move(const Depth& depth, double quantity, double most_move) noexcept {
  const double low = product(depth.price(), 1.0 - most_move), high = product(depth.price(), 1.0 + most_move);
  const auto is_within = [&](double q) {
    const double reached = depth.after(q).price();
    return reached >= low && reached <= high;
  };
  if (!(most_move < 1e300) || quantity == 0.0 || is_within(quantity)) return quantity;
  double good = 0.0, bad = 1.0;
  for (int step = 0; step < 60; ++step) {
    const double middle = 0.5 * (good + bad);
    (is_within(product(middle, quantity)) ? good : bad) = middle;
  }
  return product(good, quantity);
}

/// Sales and purchases meet at the present price; the market takes what is left over of the larger side, within `most_move`. Every order of
/// a side gets that side's mean price, so that no order of theirs matters; both sides' cash adds up to what the market paid.
template <MovingDepth Depth>
ClearedMarket clear(const Depth& depth, double sales, double purchases, double most_move) noexcept {
  const double price = depth.price(), crossed = least(sales, purchases);
  ClearedMarket done{.sold = crossed, .bought = crossed, .sale_price = price, .purchase_price = price};
  if (sales == purchases) return done;
  const double left = sales - purchases;
  const Fill fill = depth.sell(within_move(depth, left, most_move));
  done.net = fill.filled;
  if (!(magnitude(fill.filled) > 0.0)) return done;
  const double filled = magnitude(fill.filled), cash = magnitude(fill.cash), whole = greatest(sales, purchases);
  (left > 0.0 ? done.sold : done.bought) = fill.filled == left ? whole : least(whole, crossed + filled);
  (left > 0.0 ? done.sale_price : done.purchase_price) = fma(crossed, price, cash) / (crossed + filled);
  return done;
}

}  // namespace bulwark::BULWARK_TARGET
