#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/instrument.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What exercising pays on one coin at settlement price `price`, never negative; exactly 0 at the strike. All three in one unit.
template <class Number>
constexpr Number intrinsic_value(OptionSide side, const Number& strike, const Number& price) {
  const Number gain = side == OptionSide::call ? Number(price - strike) : Number(strike - price);
  return Number(0) < gain ? gain : Number(0);
}

/// European options exercise themselves: whoever ends in the money by `least` or more is paid in full, everybody else gets nothing and
/// owes nothing. At the strike nobody exercises. Price units, as the strike.
/// Source: Deribit and Derive exercise everything in the money (`least` 1 unit); OCC rule 805, exercise by exception from 0.01.
template <ExactInteger Int>
struct AutomaticExercise {
  Int least{1};  ///< > 0

  constexpr bool is_exercised(OptionSide side, const Int& strike, const Int& price) const {
    return !(intrinsic_value<Int>(side, strike, price) < least);
  }

  /// Paid on one coin.
  constexpr Int payment(OptionSide side, const Int& strike, const Int& price) const {
    return is_exercised(side, strike, price) ? intrinsic_value<Int>(side, strike, price) : Int(0);
  }

  Faults faults() const {
    Faults found;
    if (!(Int(0) < least)) report(found, FaultCode::not_positive, "automatic_exercise.least", {}, static_cast<double>(least));
    return found;
  }
};

}  // namespace bulwark::inline v1
