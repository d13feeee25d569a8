#pragma once

#include <optional>

#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// What deposits still count for over what is owed; none where nothing is owed. `counted` is the sum of value x threshold, thresholds in
/// basis points; the answer is in wads. Width: 60 bits above `counted`.
/// Source: Aave v3 `GenericLogic.calculateUserAccountData` (v3-origin at 6512922, 2025): the quotient of wads rounds half up, the division
/// by 10,000 truncates.
template <Amount A>
constexpr std::optional<A> health_factor(const A& counted, const A& debt) {
  if (debt == A(0)) return {};
  return quotient(product_over(counted, one_in_wads<A>(), debt, Rounding::half_up), one_in_basis_points<A>(), Rounding::toward_zero);
}

/// What may still be borrowed against deposits, in their money; `share` is their mean loan-to-value ratio in basis points.
/// Source: `GenericLogic.calculateAvailableBorrows`.
template <Amount A>
constexpr A borrowable(const A& deposits, const A& share, const A& debt) {
  return larger(A(0), A(product_over(deposits, share, one_in_basis_points<A>(), Rounding::floor) - debt));
}

/// Deposits that a debt needs at that share. A loan is granted when no more are needed than are there.
/// Source: `ValidationLogic.validateBorrow`. Domain: share > 0.
template <Amount A>
constexpr A deposits_needed(const A& debt, const A& share) {
  return product_over(debt, one_in_basis_points<A>(), share, Rounding::ceil);
}

}  // namespace bulwark::BULWARK_TARGET
