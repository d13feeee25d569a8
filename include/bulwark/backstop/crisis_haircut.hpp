#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a crisis took, and from whom; the three add up to what was missing. Money, >= 0.
template <Amount A>
struct CrisisLoss {
  A warming;    ///< profits that had not vested
  A insurance;  ///< drawn from the fund
  A principal;  ///< from everyone's vested claims, in proportion
};

/// A venue that owes its users more than it has. Unvested profits pay first, then the insurance fund, then every principal in the same
/// proportion: three numbers for all accounts, which each takes up when it is next touched. Amounts in minor units, >= 0, or doubles.
/// Source: Percolator README (2025-10). *Assumed*, as that README's worked numbers have it: claims are principal and warming, and the fund
/// is kept outside the collateral. Width of integers: the product of two amounts, and 60 bits above the largest for the share.
template <Amount A>
struct CrisisHaircut {
  A principal;   ///< vested claims of all users
  A warming;     ///< profits that have not vested
  A collateral;  ///< that is there to pay them
  A insurance;

  constexpr A deficit() const { return larger(A(0), A(principal + warming - collateral)); }

  constexpr CrisisLoss<A> loss() const {
    const A missing = deficit(), burned = smaller(missing, warming);
    const A uncovered = missing - burned, drawn = smaller(uncovered, insurance);
    return {.warming = burned, .insurance = drawn, .principal = smaller(A(uncovered - drawn), principal)};
  }

  /// Share of every principal that is lost; in wads, rounded up.
  constexpr A share() const {
    if (principal == A(0)) return A(0);
    return product_over(loss().principal, one_in_wads<A>(), principal, Rounding::ceil);
  }

  /// What is left of one user's principal, rounded down: together they never get more than is there.
  constexpr A left_of(const A& own) const {
    if (principal == A(0)) return A(0);
    return product_over(own, A(principal - loss().principal), principal, Rounding::floor);
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const A& x, const char* field) {
      if (!(is_number(x) && !(x < A(0)))) report(found, FaultCode::negative, field, {}, as_double(x));
    };
    check(principal, "crisis_haircut.principal"), check(warming, "crisis_haircut.warming");
    check(collateral, "crisis_haircut.collateral"), check(insurance, "crisis_haircut.insurance");
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
