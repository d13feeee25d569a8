#pragma once

#include "bulwark/math/power_of_ten.hpp"

namespace bulwark::inline v1 {

/// What the smallest unit of a contract is worth in smallest units of the quote: price x 10^exponent. Oracle prices and prices of orders
/// alike; venues write the two with different exponents. Width: of base x price x 10^|exponent|.
/// Source: dYdX v4, `lib/quantums.go` and `x/clob/types/quantums.go` (v4-chain at commit 84d4664, 2026): toward zero both ways.
template <ExactInteger Int>
struct UnitPrice {
  Int price;     ///< >= 0
  int exponent;  ///< of ten

  /// Worth of `base` units, signed as they are.
  constexpr Int notional(const Int& base) const { return times_power_of_ten<Int>(base * price, exponent, Rounding::toward_zero); }

  /// Units that are worth no more than `quote`. The price is not zero.
  constexpr Int base(const Int& quote) const {
    const Int power = power_of_ten<Int>(exponent < 0 ? -exponent : exponent);
    return exponent < 0 ? product_over<Int>(quote, power, price, Rounding::toward_zero)
                        : quotient<Int>(quote, price * power, Rounding::toward_zero);
  }
};

}  // namespace bulwark::inline v1
