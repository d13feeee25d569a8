#pragma once

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// Shares in a pool that is worth something else every moment, all in minor units. Every rounding is in the pool's favour: who comes gets
/// the shares rounded down, who goes the money rounded down, so that coming and going at once never gains and never dilutes. `value` is
/// `pool_value` at the worse of the oracle's prices for whom it concerns: the higher for who comes, the lower for who goes (GMX v2).
template <ExactInteger Int>
struct PoolShares {
  Int shares{0};

  /// Shares for `money` (>= 0) put into a pool worth `value`; the first are one per unit. None where the pool is worth nothing but has
  /// shareholders: a newcomer would pay their losses.
  constexpr Int for_deposit(const Int& money, const Int& value) const {
    if (shares == Int(0)) return money;
    if (!(Int(0) < value)) return Int(0);
    return product_over<Int>(money, shares, value, Rounding::floor);
  }

  /// Money for `given` shares (at most all) of a pool worth `value`, and no more than the `free` money that no position needs.
  constexpr Int for_shares(const Int& given, const Int& value, const Int& free) const {
    if (shares == Int(0) || !(Int(0) < value)) return Int(0);
    const Int part = product_over<Int>(given, value, shares, Rounding::floor);
    return smaller<Int>(part, larger<Int>(Int(0), free));
  }
};

}  // namespace bulwark::inline v1
