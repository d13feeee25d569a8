#pragma once

#include <algorithm>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What a settlement owes to one of its receivers.
template <ExactInteger Int>
struct SettlementClaim {
  Int amount;  ///< minor units, >= 0
  int rank;    ///< lower ones are paid first: users' own money before gains, gains before the venue's fees
};

/// What was got from those who owe.
template <ExactInteger Int>
struct Collected {
  Int cash{0};     ///< minor units
  Int missing{0};  ///< owed and not there
};

/// Takes what is owed from each payer as far as it has it; fills `taken`, of the size of both. Nothing is rounded.
template <ExactInteger Int>
constexpr Collected<Int> collect(std::span<const Int> owed, std::span<const Int> available, std::span<Int> taken) {
  Collected<Int> all;
  for (std::size_t i = 0; i < owed.size(); ++i) {
    taken[i] = smaller<Int>(owed[i], larger<Int>(available[i], Int(0)));
    all.cash = all.cash + taken[i];
    all.missing = all.missing + (owed[i] - taken[i]);
  }
  return all;
}

/// Pays claims out of `cash` by rank. The first rank that cannot be paid in full shares what is left in proportion to its claims, and those
/// behind it get nothing. Each share is rounded down and the units that this leaves go one by one to the largest remainders (ties: the
/// smaller index), so that all the cash is paid, no claim gets more than it is or a whole unit more or less than its share.
/// Fills `paid`; `order` is scratch; both of the size of `claims`. Returns the cash that no claim needs. Width: cash x amount.
template <ExactInteger Int>
Int pay_by_rank(const Int& cash, std::span<const SettlementClaim<Int>> claims, std::span<Int> paid, std::span<Index> order) {
  for (std::size_t i = 0; i < claims.size(); ++i) order[i] = static_cast<Index>(i), paid[i] = Int(0);
  const auto claim = [&](Index i) -> const SettlementClaim<Int>& { return claims[static_cast<std::size_t>(i)]; };
  const auto pay = [&](Index i) -> Int& { return paid[static_cast<std::size_t>(i)]; };
  std::sort(order.begin(), order.end(),
            [&](Index a, Index b) { return claim(a).rank != claim(b).rank ? claim(a).rank < claim(b).rank : a < b; });
  Int left = larger<Int>(cash, Int(0));
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    Int owed(0);
    for (; last < order.size() && claim(order[last]).rank == claim(order[first]).rank; ++last) owed = owed + claim(order[last]).amount;
    if (!(left < owed)) {
      for (std::size_t k = first; k < last; ++k) pay(order[k]) = claim(order[k]).amount;
      left = left - owed;
      continue;
    }
    Int rest = left;
    for (std::size_t k = first; k < last; ++k) {
      pay(order[k]) = product_over<Int>(claim(order[k]).amount, left, owed, Rounding::floor);
      rest = rest - pay(order[k]);
    }
    const auto remainder = [&](Index i) { return Int(claim(i).amount * left - pay(i) * owed); };
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(first), order.begin() + static_cast<std::ptrdiff_t>(last), [&](Index a, Index b) {
      const Int x = remainder(a), y = remainder(b);
      return x == y ? a < b : y < x;
    });
    for (std::size_t k = first; k < last && Int(0) < rest; ++k) {
      pay(order[k]) = pay(order[k]) + Int(1);
      rest = rest - Int(1);
    }
    return Int(0);
  }
  return left;
}

}  // namespace bulwark::inline v1
