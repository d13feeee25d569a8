#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What winners get when less was collected from the losers than they have won: the same share of each claim, rounded down; one claimant,
/// the venue itself or the last, takes what the roundings left, so that all that was collected is paid out. Smallest units, >= 0.
/// Source: Vega, `core/collateral` (2024), loss socialisation. *Assumed*: the share is exact; the venue's own has 16 decimals, which moves
/// single units to whoever takes the rest. Width: the product of two amounts.
template <ExactInteger Int>
struct LossShares {
  Int collected;
  Int expected;  ///< sum of the claims

  constexpr bool is_short() const { return collected < expected; }

  /// Of one claim, before anybody takes the rest.
  constexpr Int share(const Int& claim) const {
    return is_short() ? product_over<Int>(claim, collected, expected, Rounding::floor) : claim;
  }

  /// Fills `paid`, of the size of `claims`; `takes_rest` is the claimant that the rest goes to.
  constexpr void pay(std::span<const Int> claims, std::size_t takes_rest, std::span<Int> paid) const {
    Int rest = collected;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      paid[i] = share(claims[i]);
      rest = rest - paid[i];
    }
    if (is_short() && takes_rest < paid.size()) paid[takes_rest] = paid[takes_rest] + rest;
  }

  Faults faults() const {
    Faults found;
    if (collected < Int(0)) report(found, FaultCode::negative, "loss_shares.collected", {}, static_cast<double>(collected));
    if (expected < Int(0)) report(found, FaultCode::negative, "loss_shares.expected", {}, static_cast<double>(expected));
    return found;
  }
};

}  // namespace bulwark::inline v1
