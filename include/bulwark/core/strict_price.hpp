#pragma once

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// A price and the slower one that it is held against, so that nobody gains by moving it for a moment: what is owned counts at the
/// lower of the two, what is owed at the higher. NaN in either is NaN in both. Source: Drift v2, `StrictOraclePrice` (five-minute
/// average); Mango v4, `Prices` (stable price).
template <class Number>
struct StrictPrice {
  Number current;
  Number reference;

  /// A price that is held against nothing.
  static constexpr StrictPrice alone(const Number& price) { return {price, price}; }

  constexpr Number low() const { return !(current == current) || current < reference ? current : reference; }
  constexpr Number high() const { return !(current == current) || reference < current ? current : reference; }
};

}  // namespace bulwark::inline v1
