#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::inline v1 {

/// Orders at one price.
struct BookLevel {
  double price;  ///< quote per coin, > 0
  double size;   ///< coins, > 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Resting orders of both sides, best first, and what has been taken of each; the caller keeps the levels. Sold coins walk down the bids,
/// bought ones up the asks, and a level that was taken does not come back.
struct OrderBookDepth {
  std::span<const BookLevel> bids;  ///< decreasing price
  std::span<const BookLevel> asks;  ///< increasing price, above the bids
  double taken_of_bids = 0.0;       ///< coins sold into the book so far, >= 0
  double taken_of_asks = 0.0;       ///< coins bought from it so far, >= 0

  Fill sell(double quantity) const noexcept {
    if (!is_finite(quantity)) return unknown_fill();
    if (quantity == 0.0) return {0.0, 0.0, price()};
    if (quantity > 0.0) return walk(bids, taken_of_bids, quantity);
    const Fill bought = walk(asks, taken_of_asks, -quantity);
    return {-bought.filled, -bought.cash, bought.price_after};
  }

  /// The middle of the best bid and ask that are left; of a side that is exhausted, its last level. NaN where a side never had one.
  double price() const noexcept { return product(0.5, best(bids, taken_of_bids) + best(asks, taken_of_asks)); }

  OrderBookDepth after(double quantity) const noexcept {
    OrderBookDepth then = *this;
    const Fill fill = sell(quantity);
    if (quantity < 0.0)
      then.taken_of_asks -= fill.filled;
    else
      then.taken_of_bids += fill.filled;
    return then;
  }

  Faults faults() const {
    Faults found;
    check(bids, "order_book_depth.bids", -1.0, found), check(asks, "order_book_depth.asks", 1.0, found);
    if (!bids.empty() && !asks.empty() && !(bids.front().price < asks.front().price))
      report(found, FaultCode::out_of_order, "order_book_depth.asks", {.outer = 0}, asks.front().price);
    for (const double taken : {taken_of_bids, taken_of_asks})
      if (!(taken >= 0.0 && is_finite(taken))) report(found, FaultCode::negative, "order_book_depth.taken", {}, taken);
    return found;
  }

 private:
  static double best(std::span<const BookLevel> levels, double taken) noexcept { return walk(levels, taken, 0.0).price_after; }

  static Fill walk(std::span<const BookLevel> levels, double taken, double quantity) noexcept {
    if (taken != taken) return unknown_fill();
    Fill fill{0.0, 0.0, std::numeric_limits<double>::quiet_NaN()};
    double left = quantity;
    for (const BookLevel& level : levels) {
      fill.price_after = level.price;
      const double gone = least(taken, level.size), there = level.size - gone;
      taken -= gone;
      if (!(there > 0.0)) continue;
      if (left < there) return {quantity, fma(left, level.price, fill.cash), level.price};
      fill.filled += there;
      fill.cash = fma(there, level.price, fill.cash);
      left -= there;
    }
    if (left == 0.0) fill.filled = quantity;
    return fill;
  }

  static void check(std::span<const BookLevel> levels, const char* field, double direction, Faults& found) {
    if (levels.empty()) report(found, FaultCode::empty, field);
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const Where at{.outer = static_cast<Index>(i)};
      for (const double x : {levels[i].price, levels[i].size})
        if (!(x > 0.0 && is_finite(x))) report(found, FaultCode::not_positive, field, at, x);
      if (i > 0 && !(direction * (levels[i].price - levels[i - 1].price) > 0.0))
        report(found, FaultCode::out_of_order, field, at, levels[i].price);
    }
  }
};
static_assert(MovingDepth<OrderBookDepth>);

}  // namespace bulwark::BULWARK_TARGET
