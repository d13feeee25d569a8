#pragma once

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// A feed's number with its dimension in its type: so many `Money` per `Thing` (dollars per ether, ether per staked ether). A ratio between
/// two coins is a price in one of them, and is not a price in dollars until it has been multiplied by one: mixing them does not compile.
/// `Money` and `Thing` are any two types; they are never made. Cost: none, a double.
template <class Money, class Thing>
struct PricedIn {
  double value;

  /// So many `Other` per `Thing`, through `Money`: dollars per ether x ether per staked ether.
  template <class Other>
  constexpr PricedIn<Other, Thing> in(PricedIn<Other, Money> price) const noexcept {
    return {value * price.value};
  }

  /// How much `Thing` one `Money` buys.
  constexpr PricedIn<Thing, Money> inverse() const noexcept { return {1.0 / value}; }

  friend constexpr auto operator<=>(const PricedIn&, const PricedIn&) = default;
};

/// Price over price of one dimension: a plain number.
template <class Money, class Thing>
constexpr double operator/(PricedIn<Money, Thing> a, PricedIn<Money, Thing> b) noexcept {
  return a.value / b.value;
}

}  // namespace bulwark::inline v1
