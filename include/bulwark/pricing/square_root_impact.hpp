#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// A price that gives way with the square root of what one side has traded: the law of large orders that are worked over time. It stops at
/// zero, where nothing more can be sold. Trades pay every price on the way: on average two thirds of the impact that they end with.
/// Source: Almgren, Thum, Hauptmann and Li (2005) and Toth et al. (2011) for the power; impact = factor x daily volatility x
/// sqrt(coins / daily volume), the factor being about one.
struct SquareRootImpact {
  double start;       ///< quote per coin before anything was traded, > 0
  double depth;       ///< coins whose sale takes the price to zero, > 0
  double sold = 0.0;  ///< coins so far (negative: bought), <= depth

  /// `volatility` is of a day, a fraction; `volume` the coins of a day.
  static constexpr SquareRootImpact of(double price, double volatility, double volume, double factor = 1.0) noexcept {
    const double share = product(factor, volatility);
    return {.start = price, .depth = volume / product(share, share)};
  }

  Fill sell(double quantity) const noexcept {
    if (!is_finite(quantity)) return unknown_fill();
    const double filled = least(quantity, depth - sold), then = sold + filled;
    const bool is_through = (sold < 0.0) != (then < 0.0);  // the two sides meet where the price started
    const double fallen = is_through ? area(0.0, then, then) - area(0.0, sold, sold) : area(sold, then, filled);
    return {filled, product(start, filled - fallen), at(then)};
  }

  double price() const noexcept { return at(sold); }

  SquareRootImpact after(double quantity) const noexcept { return {start, depth, sold + sell(quantity).filled}; }

  Faults faults() const {
    Faults found;
    if (!(start > 0.0 && is_finite(start))) report(found, FaultCode::not_positive, "square_root_impact.start", {}, start);
    if (!(depth > 0.0 && is_finite(depth))) report(found, FaultCode::not_positive, "square_root_impact.depth", {}, depth);
    if (!(sold <= depth && is_finite(sold))) report(found, FaultCode::out_of_range, "square_root_impact.sold", {}, sold);
    return found;
  }

 private:
  /// Signed as `coins`.
  double fall(double coins) const noexcept {
    const double root = __builtin_sqrt(magnitude(coins) / depth);
    return coins < 0.0 ? -root : root;
  }

  double at(double coins) const noexcept { return greatest(0.0, fma(-start, fall(coins), start)); }

  /// The fall times coins from `from` to `to`, which lie on one side `length` apart: length times the mean of a root. The difference of
  /// both ends would lose a small trade's digits.
  double area(double from, double to, double length) const noexcept {
    const double a = fall(from), b = fall(to), both = a + b;
    if (both == 0.0) return 0.0;
    return product(length, product(2.0 / 3.0, fma(a, a, fma(a, b, product(b, b))) / both));
  }
};
static_assert(MovingDepth<SquareRootImpact>);

}  // namespace bulwark::BULWARK_TARGET
