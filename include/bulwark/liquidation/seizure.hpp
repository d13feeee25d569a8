#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a liquidation did.
template <Amount A>
struct Seizure {
  A repaid;         ///< units of the debt
  A to_liquidator;  ///< units of the deposit
  A fee;            ///< units of the deposit, to the protocol

  constexpr A seized() const { return to_liquidator + fee; }
};

/// A deposit pays for a debt at oracle prices and a bonus, of which the protocol keeps a share. Where the deposit is too small, all of it
/// pays for as much debt as it covers at that bonus. Source: Aave v3 `LiquidationLogic._calculateAvailableCollateralToLiquidate`
/// (v3-origin at e4cc47e, 2025): amounts to the liquidator round down, what he pays and the fee up:
/// he bears it.
/// In integers: prices in one money, shares in basis points. Width: the product of a price, an amount and a unit.
template <Amount A>
struct SeizureTerms {
  A debt_price;     ///< of a token
  A debt_unit;      ///< units in a token; 1 in doubles
  A deposit_price;  ///< of a token
  A deposit_unit;   ///< units in a token; 1 in doubles
  A bonus;          ///< deposit seized per debt repaid, >= 1: 10,500 basis points give 5 % on top
  A fee_share;      ///< of the bonus, in [0, 1]

  constexpr Seizure<A> seize(const A& debt_to_cover, const A& deposit) const {
    const A debt_scale = times(debt_price, deposit_unit), deposit_scale = times(deposit_price, debt_unit);
    const A whole = one_in_basis_points<A>();
    const A base = product_over(debt_to_cover, debt_scale, deposit_scale, Rounding::floor);
    A seized = product_over(base, bonus, whole, Rounding::floor), repaid = debt_to_cover;
    if (deposit < seized) {
      seized = deposit;
      repaid = product_over(A(product_over(deposit, deposit_scale, debt_scale, Rounding::floor)), whole, bonus, Rounding::ceil);
    }
    const A bonus_part = seized - product_over(seized, whole, bonus, Rounding::floor);
    const A fee = product_over(bonus_part, fee_share, whole, Rounding::ceil);
    return {.repaid = repaid, .to_liquidator = seized - fee, .fee = fee};
  }

  Faults faults() const {
    Faults found;
    const auto positive = [&](const A& x, const char* field) {
      if (!(A(0) < x)) report(found, FaultCode::not_positive, field, {}, as_double(x));
    };
    positive(debt_price, "seizure.debt_price"), positive(debt_unit, "seizure.debt_unit");
    positive(deposit_price, "seizure.deposit_price"), positive(deposit_unit, "seizure.deposit_unit");
    const A whole = one_in_basis_points<A>();
    if (!(is_number(bonus) && !(bonus < whole))) report(found, FaultCode::out_of_range, "seizure.bonus", {}, as_double(bonus));
    if (!(is_number(fee_share) && !(fee_share < A(0)) && !(whole < fee_share)))
      report(found, FaultCode::out_of_range, "seizure.fee_share", {}, as_double(fee_share));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
