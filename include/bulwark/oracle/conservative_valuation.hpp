#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/strict_price.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/oracle/oracle_print.hpp"

namespace bulwark::BULWARK_TARGET {

/// What is owned counts at the low end of the oracle's interval, what is owed at its high end: nobody borrows against, or gets away with,
/// what the oracle does not know. Source: the rule that Pyth recommends to lenders (documentation, "confidence intervals", 2023).
struct ConservativeValuation {
  double multiple;  ///< of the half-width, >= 0

  /// The two ends; never below zero. NaN where the price is not positive and finite (a debt at such a price would be worth nothing), or the
  /// width is no number or negative.
  StrictPrice<double> price(const OraclePrint& print) const noexcept {
    const bool is_known = print.price > 0.0 && is_finite(print.price) && print.confidence >= 0.0;
    const double width = is_known ? product(multiple, print.confidence) : std::numeric_limits<double>::quiet_NaN();
    return {greatest(0.0, print.price - width), greatest(0.0, print.price + width)};
  }

  /// Quote; `quantity` in coins, signed.
  double value(double quantity, const OraclePrint& print) const noexcept {
    const StrictPrice<double> ends = price(print);
    return product(quantity, quantity < 0.0 ? ends.high() : ends.low());
  }

  Faults faults() const {
    Faults found;
    if (!(multiple >= 0.0 && is_finite(multiple))) report(found, FaultCode::negative, "conservative_valuation.multiple", {}, multiple);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
