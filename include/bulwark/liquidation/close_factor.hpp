#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much of a debt one liquidation may repay: all of it, unless the account is nearly well and neither the debt nor the deposit that
/// pays for it is small; then a share of everything the account owes. Source: Aave v3.3 to v3.7, `LiquidationLogic` (v3-origin at e4cc47e,
/// 2025). The share is rounded half up: the account bears up to half a unit. In integers: health in wads, the share in basis points, values
/// in one money. Width: 14 bits above the largest value.
template <Amount A>
struct CloseFactor {
  A share;        ///< of the account's whole debt, in (0, 1]
  A whole_up_to;  ///< health up to which everything may be repaid, in [0, 1]
  A small;        ///< value below which a debt or deposit goes whole, >= 0

  /// Value that may be repaid of a `debt` against a `deposit`. Limits: NaN where health is.
  constexpr A most(const A& health, const A& debt, const A& deposit, const A& whole_debt) const {
    if (!is_number(health)) return health;
    if (!(whole_up_to < health) || debt < small || deposit < small) return debt;
    return smaller(debt, A(product_over(whole_debt, share, one_in_basis_points<A>(), Rounding::half_up)));
  }

  Faults faults() const {
    Faults found;
    if (!(A(0) < share && !(one_in_basis_points<A>() < share)))
      report(found, FaultCode::out_of_range, "close_factor.share", {}, as_double(share));
    if (!(!(whole_up_to < A(0)) && !(one_in_wads<A>() < whole_up_to) && is_number(whole_up_to)))
      report(found, FaultCode::out_of_range, "close_factor.whole_up_to", {}, as_double(whole_up_to));
    if (!(!(small < A(0)) && is_number(small))) report(found, FaultCode::negative, "close_factor.small", {}, as_double(small));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
