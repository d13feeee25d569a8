#pragma once

#include <optional>

#include "bulwark/core/durations.hpp"
#include "bulwark/liquidation/two_speed_discount.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a Dutch auction asks after so long, in the units of `top`. Semantics: never more than `top`, never negative, never rising with
/// time; an unknown top is an unknown price.
template <class C, class A = double>
concept AuctionCurve = std::copyable<C> && requires(const C curve, const A top, std::chrono::seconds elapsed) {
  { curve.price(top, elapsed) } -> std::convertible_to<A>;
};

/// The two speeds of Derive's discount as a curve of prices: `top` is the full worth, and the first price a share of it.
struct TwoSpeedDecrease {
  TwoSpeedDiscount discount;

  double price(double top, std::chrono::seconds elapsed) const noexcept { return product(top, discount.share(elapsed)); }

  Faults faults() const { return discount.faults(); }
};
static_assert(AuctionCurve<TwoSpeedDecrease>);

/// The first whole second at which at most `price` is asked, up to `last` (>= 0); nothing where more is asked even then, or the price is
/// not known. Halves the time: the curve must not rise.
template <Amount A, AuctionCurve<A> Curve>
constexpr std::optional<std::chrono::seconds> first_asked(const Curve& curve, const A& top, const A& price, std::chrono::seconds last) {
  const auto is_low = [&](std::chrono::seconds elapsed) {
    const A asked = curve.price(top, elapsed);
    return is_number(asked) && is_number(price) && !(price < asked);
  };
  if (!is_low(last)) return std::nullopt;
  std::chrono::seconds low{0}, high = last;
  while (low < high) {
    const std::chrono::seconds middle = low + (high - low) / 2;
    if (is_low(middle))
      high = middle;
    else
      low = middle + std::chrono::seconds{1};
  }
  return high;
}

}  // namespace bulwark::BULWARK_TARGET
