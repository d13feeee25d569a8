#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/root.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// Somebody who buys at auction to sell on at once, and wants to earn by it.
struct AuctionBuyer {
  double gas;                    ///< quote, of buying and selling on, >= 0; what congestion makes dear
  double required_return = 0.0;  ///< share of what he pays, >= 0
  double required_profit = 0.0;  ///< quote per purchase, >= 0

  /// What is left of a sale into this depth when the auction's price per coin, gas and what he requires are paid, quote.
  template <DepthCurve Depth>
  double gain(const Depth& depth, double quantity, double price) const noexcept {
    const double due = fma(product(quantity, price), 1.0 + required_return, gas + required_profit);
    return depth.sell(quantity).cash - due;
  }

  /// The coins, up to `most` (>= 0), that gain him most; 0 where none gain anything, or a number is unknown. Golden section over what sales
  /// bring. Domain: a depth whose price does not rise with what is sold. Error: the gain to its rounding, so that the coins are certain to
  /// half of the digits where it is flat.
  template <DepthCurve Depth>
  double wanted(const Depth& depth, double price, double most) const noexcept {
    constexpr double golden = 0x1.3c6ef372fe950p-1;  // (sqrt 5 - 1) / 2
    const double cap = least(most, depth.sell(most).filled);
    if (!(cap > 0.0)) return 0.0;
    double low = 0.0, high = cap, left = product(1.0 - golden, cap), right = product(golden, cap);
    double of_left = gain(depth, left, price), of_right = gain(depth, right, price);
    for (int i = 0; i < 75; ++i) {  // golden^75 is 2^-52
      if (of_left > of_right) {
        high = right, right = left, of_right = of_left;
        left = fma(1.0 - golden, high - low, low), of_left = gain(depth, left, price);
      } else {
        low = left, left = right, of_left = of_right;
        right = fma(golden, high - low, low), of_right = gain(depth, right, price);
      }
    }
    // All of it where that is as good but for the rounding of cash: a speck that is left is a second purchase.
    const double middle = of_left > of_right ? left : right, rounding = product(0x1p-45, depth.sell(cap).cash);
    const double best = gain(depth, cap, price) >= gain(depth, middle, price) - rounding ? cap : middle;
    return gain(depth, best, price) >= 0.0 ? best : 0.0;
  }

  /// The highest price at which he buys anything of a lot; 0 where he buys at none above it. For small lots gas decides, for large ones he
  /// leaves a part. Bisection over `wanted`.
  template <DepthCurve Depth>
  double highest_price(const Depth& depth, double lot) const noexcept {
    const auto buys = [&](double price) { return wanted(depth, price, lot) > 0.0; };
    const double top = depth.price();
    if (!(top > 0.0) || !buys(0.0)) return 0.0;
    return buys(top) ? top : adjacent_flip(buys, 0.0, top).before;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double x, const char* field) {
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::negative, field, {}, x);
    };
    check(gas, "auction_buyer.gas"), check(required_return, "auction_buyer.required_return");
    check(required_profit, "auction_buyer.required_profit");
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
