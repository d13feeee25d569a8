#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Prices from `low` to `high`, both among them.
struct PriceRange {
  double low;   ///< quote per coin
  double high;  ///< quote per coin, >= low

  /// Not so of what is no number, nor when an end is none.
  constexpr bool contains(double price) const noexcept { return low <= price && price <= high; }

  /// The nearest price inside; NaN in, NaN out.
  constexpr double nearest(double price) const noexcept { return least(greatest(price, low), high); }
};

}  // namespace bulwark::BULWARK_TARGET
