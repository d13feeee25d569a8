#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// How a debt that nothing stands behind is repaid.
struct DebtShares {
  double insurance;   ///< whole units of the insurance token that are paid out
  double covered;     ///< coins of the debt that they repay
  double socialised;  ///< coins that are left to the token's depositors; 0 while the fund is not empty
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The insurance fund buys the debt back from a liquidator, at its price and a fee, in whole units rounded up; what a fund that is empty
/// afterwards leaves over is the depositors'. `debt` in smallest units (>= 0), prices in money per unit. Source: Mango v4,
/// `token_liq_bankruptcy` (2024).
inline DebtShares insured_debt(double debt, double price, double fee, double insurance_price, double vault) noexcept {
  const double dear = product(price, 1.0 + fee);
  const double paid = least(vault, __builtin_ceil(product(debt, dear) / insurance_price));
  const double covered = least(debt, product(paid, insurance_price) / dear);
  return {.insurance = paid, .covered = covered, .socialised = paid < vault ? 0.0 : debt - covered};
}

/// The index of a token's deposits after depositors have lost `loss` coins of `deposits`; proportional. Limits: 0 where the loss is all of
/// them.
inline double deposit_index_after(double index, double loss, double deposits) noexcept {
  return product(index, greatest(0.0, 1.0 - loss / deposits));
}

}  // namespace bulwark::BULWARK_TARGET
