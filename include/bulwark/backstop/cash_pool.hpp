#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// A venue's cash: claims on the stable coins that it holds. A loss that no fund covers is printed as claims, and everybody bears it on
/// withdrawal, in equal shares. Smallest units, 10^-18 of a coin; shares in the same.
/// Source: Derive v2 cash asset (v2-core at 7736900, 2026). Width: an amount x 10^18.
template <ExactInteger Int>
struct CashPool {
  static constexpr long long one = 1'000'000'000'000'000'000;

  Int coins;                ///< held
  Int supplied;             ///< sum of positive balances
  Int borrowed{0};          ///< sum of debts
  Int fees{0};              ///< interest kept for the security module and not yet credited to it
  Int settled{0};           ///< claims that one-sided settlements have created and their other sides will destroy
  bool is_haircut = false;  ///< a loss was printed that coins do not cover, and withdrawals bear it

  constexpr Int claims() const { return supplied + fees - borrowed - settled; }

  /// Coins per unit of cash, never above one.
  constexpr Int rate() const {
    const Int owed = claims();
    return coins < owed ? product_over<Int>(coins, Int(one), owed, Rounding::toward_zero) : Int(one);
  }

  /// After `loss` (not negative) is credited to whoever was to be paid. Fees that are not yet credited bear it first: all of them when
  /// they are not enough.
  constexpr CashPool after_loss(const Int& loss) const {
    CashPool then = *this;
    then.supplied = supplied + loss;
    then.fees = fees - smaller<Int>(loss, fees);
    then.is_haircut = is_haircut || then.rate() < Int(one);
    return then;
  }

  /// Cash that leaves an account for `amount` of coins, rounded down: the pool bears it. No answer where the pool is empty.
  constexpr std::optional<Int> cash_for(const Int& amount) const {
    if (!is_haircut) return amount;
    if (!(Int(0) < rate())) return std::nullopt;
    return product_over<Int>(amount, Int(one), rate(), Rounding::toward_zero);
  }

  /// After `amount` of coins was paid out for cash that its owner had; no answer where there is not so much.
  constexpr std::optional<CashPool> after_withdrawal(const Int& amount) const {
    const std::optional<Int> cash = cash_for(amount);
    if (!cash || coins < amount || supplied < *cash) return std::nullopt;
    CashPool then = *this;
    then.coins = coins - amount;
    then.supplied = supplied - *cash;
    return then;
  }

  /// After `cash` was given up: no more than makes the pool whole is taken.
  constexpr CashPool after_donation(const Int& cash) const {
    CashPool then = *this;
    then.supplied = supplied - smaller<Int>(cash, larger<Int>(Int(0), claims() - coins));
    return then;
  }

  /// The haircut ends as soon as anybody asks and coins cover every claim.
  constexpr CashPool asked_to_recover() const {
    CashPool then = *this;
    then.is_haircut = is_haircut && rate() < Int(one);
    return then;
  }

  /// Share of interest that the security module keeps: all of it until the loss is repaid. `ordinary` in units of 1 / one.
  constexpr Int fee_share(const Int& ordinary) const { return is_haircut ? Int(one) : ordinary; }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Int& amount, const char* field) {
      if (amount < Int(0)) report(found, FaultCode::negative, field, {}, static_cast<double>(amount));
    };
    check(coins, "cash_pool.coins"), check(supplied, "cash_pool.supplied"), check(borrowed, "cash_pool.borrowed");
    check(fees, "cash_pool.fees"), check(claims(), "cash_pool.claims");
    return found;
  }
};

}  // namespace bulwark::inline v1
