#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"
#include "bulwark/settlement/exercise.hpp"

namespace bulwark::inline v1 {

enum class ExpiryKind {
  linear_future,   ///< pays the price
  inverse_future,  ///< owes its face value in coins
  option,          ///< pays its intrinsic value in money
  coin_option,     ///< pays the same divided by the price
};

/// A contract as it expires, in integers: quantities in lots, prices in ticks, money and coins in minor units of what it settles in.
/// `up` / `down` is the value in minor units of one lot at one tick; of one lot of face at a price of one tick (inverse), and of one lot of
/// coins (coin options). Every payment is rounded down, so that its holder bears the rounding, less than one unit a position, and the
/// venue keeps it. Width: lots x ticks x `up`, and price x `down`.
template <ExactInteger Int>
struct ExpiringContract {
  ExpiryKind kind;
  Int up;    ///< > 0
  Int down;  ///< > 0
  OptionSide side = OptionSide::call;
  Int strike{0};
  AutomaticExercise<Int> exercise{};

  constexpr bool is_option() const { return kind == ExpiryKind::option || kind == ExpiryKind::coin_option; }
  constexpr bool divides_by_price() const { return kind == ExpiryKind::inverse_future || kind == ExpiryKind::coin_option; }

  /// Whether it can be settled at that price. A linear future, and an option paid in money, settle at any, also below zero.
  constexpr bool settles_at(const Int& price) const { return !divides_by_price() || Int(0) < price; }

  /// Value of so many lots, signed, at settlement; a future's is before what entering it paid. Domain: `settles_at(price)`.
  constexpr Int value(const Int& lots, const Int& price) const {
    switch (kind) {
      case ExpiryKind::linear_future: return product_over<Int>(Int(lots * price), up, down, Rounding::floor);
      case ExpiryKind::inverse_future: return quotient<Int>(Int(Int(-lots) * up), Int(price * down), Rounding::floor);
      case ExpiryKind::option: return product_over<Int>(Int(lots * exercise.payment(side, strike, price)), up, down, Rounding::floor);
      case ExpiryKind::coin_option:
        return quotient<Int>(Int(lots * exercise.payment(side, strike, price) * up), Int(price * down), Rounding::floor);
    }
    return Int(0);
  }

  /// What delivery fees are a share of: the size at the settlement price, rounded up. Not negative for a price that is not.
  constexpr Int notional(const Int& lots, const Int& price) const {
    const Int size = magnitude_of<Int>(lots);
    if (kind == ExpiryKind::inverse_future) return quotient<Int>(Int(size * up), Int(price * down), Rounding::ceil);
    if (kind == ExpiryKind::coin_option) return product_over<Int>(size, up, down, Rounding::ceil);
    return product_over<Int>(Int(size * magnitude_of<Int>(price)), up, down, Rounding::ceil);
  }

  /// Size of the largest number that settling so many lots multiplies up to, nearly: what the integer has to hold.
  constexpr double widest(const Int& lots, const Int& price) const {
    const auto size = [](const Int& x) { return static_cast<double>(magnitude_of<Int>(x)); };
    const Int paid = kind == ExpiryKind::inverse_future  ? Int(1)
                     : kind == ExpiryKind::linear_future ? magnitude_of<Int>(price)
                                                         : larger<Int>(magnitude_of<Int>(price), strike);
    const double scaled = size(lots) * size(up) * size(larger<Int>(paid, Int(1)));
    const double divisor = divides_by_price() ? size(price) * size(down) : 0.0;
    return scaled < divisor ? divisor : scaled;
  }

  Faults faults(Index contract = -1) const {
    Faults found = exercise.faults();
    const auto check = [&](const Int& x, const char* field) {
      if (!(Int(0) < x)) report(found, FaultCode::not_positive, field, {.outer = contract}, static_cast<double>(x));
    };
    check(up, "expiring_contract.up"), check(down, "expiring_contract.down");
    if (is_option()) check(strike, "expiring_contract.strike");
    return found;
  }
};

}  // namespace bulwark::inline v1
