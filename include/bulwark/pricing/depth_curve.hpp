#pragma once

#include <concepts>
#include <limits>

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// What a trade against a market's depth brings. A sale has positive quantity and cash, a purchase negative ones.
struct Fill {
  double filled;       ///< coins sold (negative: bought); short of what was asked where the depth ends
  double cash;         ///< quote received (negative: paid), fees within
  double price_after;  ///< quote per coin, before fees, at which the next coin of the same side trades; where the depth ends, the last did
};

/// The fill of a quantity that is not known.
constexpr Fill unknown_fill() noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  return {unknown, unknown, unknown};
}

/// How far a market's price gives way. Semantics: `sell(q)` sells q coins at once (negative: buys), never more than asked and never on the
/// other side; more sold is never less cash, nor a higher price after; prices are never negative; a quantity that is not finite is a fill
/// of NaN; nothing asked is nothing filled. `price()` is where the market stands now, quote per coin before fees: the middle of what the
/// next coin sold and the next coin bought trade at (in a pool and on an impact curve they are one), NaN where there is none.
template <class D>
concept DepthCurve = std::copyable<D> && requires(const D depth, double quantity) {
  { depth.sell(quantity) }
  noexcept->std::same_as<Fill>;
  { depth.price() }
  noexcept->std::convertible_to<double>;
};

/// A depth that knows itself after a trade. Semantics: buying back at once what was sold costs at least what the sale gave; what is sold
/// next brings `price_after` or less a coin, and the market does not stand below it.
template <class D>
concept MovingDepth = DepthCurve<D> && requires(const D depth, double quantity) {
  { depth.after(quantity) }
  noexcept->std::same_as<D>;
};

}  // namespace bulwark::inline v1
