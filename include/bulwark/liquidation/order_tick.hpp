#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fraction.hpp"
#include "bulwark/math/power_of_ten.hpp"

namespace bulwark::inline v1 {

/// The prices that orders in a market may name: multiples of a tick in 64 bits, at least one.
/// Source: dYdX v4, "subticks", `x/clob/keeper/liquidations.go` (v4-chain at commit 84d4664, 2026).
struct OrderTick {
  int exponent;        ///< of ten; a subtick is 10^exponent quote units per base unit
  std::uint32_t tick;  ///< subticks, > 0

  /// The limit of an order that must not fill beyond `price` (quote units per base unit, >= 0), in subticks: up for a sale, down for a
  /// purchase, so that the other side bears it, then into the range. Width: of the fraction's parts x 10^|exponent| x tick.
  template <ExactInteger Int>
  constexpr Int limit(const Fraction<Int>& price, bool is_sale) const {
    constexpr std::uint64_t widest = std::numeric_limits<std::uint64_t>::max();
    const Int step = static_cast<Int>(tick), last = static_cast<Int>(widest / tick);
    const Int up = exponent < 0 ? power_of_ten<Int>(-exponent) : Int(1), down = exponent < 0 ? Int(1) : power_of_ten<Int>(exponent);
    const Rounding rounding = is_sale ? Rounding::ceil : Rounding::floor;
    const Int ticks = quotient<Int>(price.numerator * up, price.denominator * down * step, rounding);
    return smaller<Int>(larger<Int>(ticks, Int(1)), last) * step;
  }

  /// `market` says which, where there are several.
  Faults faults(Index market = -1) const {
    Faults found;
    if (tick == 0) report(found, FaultCode::not_positive, "order_tick.tick", {.outer = market}, 0.0);
    return found;
  }
};

}  // namespace bulwark::inline v1
