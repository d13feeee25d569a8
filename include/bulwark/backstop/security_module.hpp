#pragma once

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What a fund pays of what it is asked for; the two add up to that, to the last unit.
template <ExactInteger Int>
struct FundPayment {
  Int paid;
  Int shortfall;  ///< left for everybody else
};

/// A fund that pays whoever takes an account that nobody buys. Smallest units of cash.
/// Source: Derive v2 security module and withdrawal block of its auction (v2-core at 7736900, 2026). Width: that of an amount.
template <ExactInteger Int>
struct SecurityModule {
  Int cash;  ///< a debt pays nothing

  /// `asked` is not negative.
  constexpr FundPayment<Int> payout(const Int& asked) const {
    const Int paid = smaller<Int>(asked, larger<Int>(Int(0), cash));
    return {paid, asked - paid};
  }

  /// Whether nobody may withdraw: the accounts in insolvent auctions lack more than the fund has, so that whoever left first would leave
  /// the loss to the others. `lacked` is their sum, each as it was when its auction started; not negative.
  constexpr bool blocks_withdrawals(const Int& lacked) const { return Int(0) < lacked && larger<Int>(Int(0), cash) < lacked; }
};

}  // namespace bulwark::inline v1
