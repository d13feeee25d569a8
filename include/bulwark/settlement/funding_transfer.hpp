#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// One funding payment of a perpetual, in integers: longs pay a positive rate, shorts receive it. Sizes in lots, price in ticks, rate in
/// units of 1 / `one`; `up` / `down` is the value in minor units of a lot at a tick (for an inverse perpetual: the price is 1 tick and a
/// lot's coins are up / (down x price)).
/// Rounding: what is received is rounded down and what is paid up, so that account holders bear it and the venue keeps less than one unit
/// a position; nothing is created. Width: lots x ticks x rate x `up`.
template <ExactInteger Int>
struct FundingTransfer {
  Int price;  ///< ticks, > 0
  Int rate;   ///< signed
  Int one;    ///< > 0
  Int up{1};
  Int down{1};

  /// What a position receives (negative: pays), minor units.
  constexpr Int payment(const Int& lots) const {
    return quotient<Int>(Int(Int(-lots) * price * rate * up), Int(one * down), Rounding::floor);
  }

  /// Fills `payments`, of the size of `lots`; what the venue keeps, >= 0 where longs and shorts balance: payments and it are 0 together.
  constexpr Int pay(std::span<const Int> lots, std::span<Int> payments) const {
    Int rest(0);
    for (std::size_t i = 0; i < lots.size(); ++i) {
      payments[i] = payment(lots[i]);
      rest = rest - payments[i];
    }
    return rest;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Int& x, const char* field) {
      if (!(Int(0) < x)) report(found, FaultCode::not_positive, field, {}, static_cast<double>(x));
    };
    check(price, "funding_transfer.price"), check(one, "funding_transfer.one");
    check(up, "funding_transfer.up"), check(down, "funding_transfer.down");
    return found;
  }
};

}  // namespace bulwark::inline v1
