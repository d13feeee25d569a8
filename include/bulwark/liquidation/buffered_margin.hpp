#pragma once

#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// An account's collateral against its requirement, each once as it is and once with a buffer: an account is liquidated below the one and
/// let go only at the other, so that it does not come back with the next tick. Money in 1e-6, buffer in 1e-4, its
/// shares truncated, which the venue bears; 127 bits suffice for 64.
/// Source: Drift v2, `MarginCalculation` (cross) and `IsolatedMarginCalculation` at 0ae3e3b1 (2026).
template <ExactInteger Int>
struct BufferedMargin {
  Int buffer{0};                ///< share of every liability, and of every loss, that is asked for on top
  Int collateral{0};            ///< may be negative
  Int requirement{0};           ///< >= 0
  Int buffered_collateral{0};   ///< <= collateral
  Int buffered_requirement{0};  ///< >= requirement

  /// One more part of the collateral; a loss is negative and buffered.
  constexpr BufferedMargin with_collateral(const Int& value) const {
    BufferedMargin more = *this;
    more.collateral = more.collateral + value;
    more.buffered_collateral = more.buffered_collateral + value + (value < Int(0) ? share_of(value) : Int(0));
    return more;
  }

  /// One more part of the requirement, for a liability of so much.
  constexpr BufferedMargin with_requirement(const Int& required, const Int& liability) const {
    BufferedMargin more = *this;
    more.requirement = more.requirement + required;
    more.buffered_requirement = more.buffered_requirement + required + share_of(liability);
    return more;
  }

  /// Not liquidatable, or not yet.
  constexpr bool is_met() const { return !(collateral < requirement); }

  /// Whether a liquidation that has begun ends here. Implies `is_met()`.
  constexpr bool is_met_with_buffer() const { return !(buffered_collateral < buffered_requirement); }

  /// What is missing for a liquidation to end; 0 where nothing is.
  constexpr Int shortage() const { return larger<Int>(Int(0), buffered_requirement - buffered_collateral); }

  /// What may still be lost or taken out before the requirement; 0 below it.
  constexpr Int free_collateral() const { return larger<Int>(Int(0), collateral - requirement); }

  /// The part of the shortage that belongs to one market, by its part of the requirement; truncated.
  constexpr Int shortage_of(const Int& requirement_of_market) const {
    if (requirement == Int(0)) return Int(0);
    return product_over<Int>(shortage(), requirement_of_market, requirement, Rounding::toward_zero);
  }

 private:
  constexpr Int share_of(const Int& value) const { return product_over<Int>(value, buffer, Int(fixed::weight), Rounding::toward_zero); }
};

}  // namespace bulwark::inline v1
