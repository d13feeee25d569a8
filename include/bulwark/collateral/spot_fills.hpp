#pragma once

#include "bulwark/collateral/spot_weights.hpp"
#include "bulwark/core/strict_price.hpp"
#include "bulwark/math/token_amount.hpp"

namespace bulwark::inline v1 {

/// A spot balance and the orders that rest on it, in the token's smallest units.
template <ExactInteger Int>
struct SpotBalance {
  Int amount;           ///< negative is borrowed
  Int bids{0};          ///< >= 0
  Int asks{0};          ///< <= 0
  int decimals = 9;     ///< of the token
  Int all_deposits{0};  ///< of the whole venue
};

/// A balance after some of its orders have been filled. Money in 1e-6; what the fills paid or brought in is not netted with
/// the account's money.
template <ExactInteger Int>
struct SpotFill {
  Int amount;    ///< of the token, after the fills
  Int orders;    ///< money that the fills brought in; negative: paid
  Int value;     ///< of `amount`
  Int weighted;  ///< `value` as it counts (owned) or weighs (owed)

  /// What it leaves of the account's free collateral.
  constexpr Int contribution() const { return weighted + orders; }
};

/// `value` by the weight of a balance of `amount`: the asset's where it is owned, the liability's where it is owed. An owner who asked
/// for less leverage (`custom_ratio` > 0, in 1e-4) has assets count for at most 1 - ratio and debts weigh at least 1 + ratio.
template <ExactInteger Int>
constexpr Int weighted_value(const SpotWeights<Int>& weights, MarginKind kind, const SpotBalance<Int>& balance, const Int& amount,
                             const Int& value, const Int& price, const Int& custom_ratio = Int(0)) {
  const Int zero(0), one(fixed::weight), size = in_base_units<Int>(amount, balance.decimals);
  if (value == zero) return zero;
  Int weight = zero < value ? weights.asset(kind, size, token_value<Int>(balance.all_deposits, balance.decimals, price))
                            : weights.liability(kind, size);
  if (zero < custom_ratio)
    weight = zero < value ? smaller<Int>(weight, larger<Int>(zero, one - custom_ratio)) : larger<Int>(weight, one + custom_ratio);
  return product_over<Int>(value, weight, one, Rounding::toward_zero);
}

/// The worse of all bids filled and all asks filled, at the price that is worse for the account; the balance as it is where no order
/// rests. Which is worse is decided before the owner's own ratio applies.
/// Source: Drift v2, `get_worst_case_fill_simulation` and `apply_user_custom_margin_ratio` at 0ae3e3b1 (2026).
template <ExactInteger Int>
constexpr SpotFill<Int> worst_fill(const SpotWeights<Int>& weights, MarginKind kind, const SpotBalance<Int>& balance,
                                   const StrictPrice<Int>& price, const Int& custom_ratio = Int(0)) {
  const Int zero(0);
  const Int held = token_value<Int>(balance.amount, balance.decimals, balance.amount < zero ? price.high() : price.low());
  const auto filled = [&](const Int& orders) {
    const Int money = token_value<Int>(-orders, balance.decimals, price.high());
    const Int amount = balance.amount + orders, value = held - money;
    return SpotFill<Int>{amount, money, value, weighted_value<Int>(weights, kind, balance, amount, value, price.current)};
  };
  const SpotFill<Int> bought = filled(balance.bids), sold = filled(balance.asks);
  SpotFill<Int> worst = bought.contribution() < sold.contribution() ? bought : sold;
  if (zero < custom_ratio)
    worst.weighted = weighted_value<Int>(weights, kind, balance, worst.amount, worst.value, price.current, custom_ratio);
  return worst;
}

}  // namespace bulwark::inline v1
