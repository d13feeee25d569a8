#pragma once

#include <optional>

#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// By how much both funding indices of a perpetual move (1e-9; the longs' up, the shorts' down) so that everybody who holds it pays for
/// `loss`: the loss per coin of open interest, rounded up to 1e-6 quote and then exact. Applied to the open interest as a whole it pays the
/// loss and less than 1e-6 quote per coin (and one unit) more; each payer's own share is rounded down by less than one unit.
/// Loss in 1e-6 (of either sign), base in 1e-9. None where nobody holds any: then nobody can pay.
/// Source: Drift v2, `calculate_funding_rate_deltas_to_resolve_bankruptcy` at 0ae3e3b1 (2026). 127 bits suffice for amounts of 63.
template <ExactInteger Int>
constexpr std::optional<Int> funding_delta(const Int& loss, const Int& base_long, const Int& base_short) {
  const Int open = magnitude_of<Int>(base_long) + magnitude_of<Int>(base_short);
  if (open == Int(0)) return std::nullopt;
  return product_over<Int>(magnitude_of<Int>(loss), Int(fixed::base), open, Rounding::ceil) * Int(fixed::funding / fixed::quote);
}

/// By how much the index of a token's deposits falls so that all depositors together lose at least `borrow` (and less than one index unit
/// of their deposits more); 0 where nobody has deposited. Exceeds the index where the borrow exceeds the deposits: the programme then
/// fails. Amounts in the token's units, index in any. Source: Drift v2, `calculate_cumulative_deposit_interest_delta_to_resolve_bankruptcy`
/// at 0ae3e3b1 (2026). 127 bits suffice where borrow x index does.
template <ExactInteger Int>
constexpr Int deposit_index_delta(const Int& borrow, const Int& deposits, const Int& index) {
  if (deposits == Int(0)) return Int(0);
  return product_over<Int>(index, borrow, deposits, Rounding::ceil);
}

}  // namespace bulwark::inline v1
