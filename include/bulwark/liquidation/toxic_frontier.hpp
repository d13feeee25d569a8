#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Where liquidation starts to harm the account: repaying d takes d (1 + bonus) of deposits, which counted for d (1 + bonus) threshold, so
/// health h = counted / debt falls exactly when h < threshold (1 + bonus), whatever d is. Below that line each liquidation brings the next
/// closer, down to the deficit. Source: that algebra; "toxic liquidation spirals" (Warmuz, Chaudhary, Pinna 2022) name it.
struct ToxicFrontier {
  double threshold;  ///< share of the seized deposit that counts; 0 where it is no collateral
  double bonus;      ///< fraction on top of what is repaid

  /// The frontier as health. Below 1 for parameters without a fault: accounts are first liquidated where that helps.
  double health() const noexcept { return product(threshold, 1.0 + bonus); }

  /// Whether liquidation lowers this health. An unknown one counts as toxic: nothing says that it would help.
  bool is_toxic(double health_now) const noexcept { return !(health_now >= health()); }

  /// The frontier as debt over deposits, both at the market and nothing weighed: 1 / (1 + bonus).
  constexpr double loan_to_value() const noexcept { return 1.0 / (1.0 + bonus); }

  /// Share of what is taken that is not paid for.
  constexpr double discount() const noexcept { return bonus / (1.0 + bonus); }

  /// Whether a liquidation improves an account that owes this much of its deposits' worth; on the frontier it does not, and an unknown one
  /// is not known to be helped.
  constexpr bool helps(double loan_to_value_now) const noexcept { return loan_to_value_now < loan_to_value(); }

  /// The same as the seized coin's price, quote: below it each liquidation harms. `coins` are deposited (> 0), `debt` is owed in quote,
  /// `other` is what the account's other deposits count for, quote. With no others, the price at which coins cover the debt and its bonus.
  double price(double coins, double debt, double other = 0.0) const noexcept {
    return fma(debt, 1.0 + bonus, -(other / threshold)) / coins;
  }

  /// Health after `repaid` quote of `debt` is liquidated; `counted` are the deposits' counted values before. Domain: repaid < debt.
  double health_after(double counted, double debt, double repaid) const noexcept {
    return fma(-health(), repaid, counted) / (debt - repaid);
  }

  Faults faults() const {
    Faults found;
    if (!(threshold >= 0.0 && threshold <= 1.0)) report(found, FaultCode::out_of_range, "toxic_frontier.threshold", {}, threshold);
    if (!(bonus >= 0.0 && is_finite(bonus))) report(found, FaultCode::out_of_range, "toxic_frontier.bonus", {}, bonus);
    if (health() > 1.0) report(found, FaultCode::out_of_range, "toxic_frontier.threshold x (1 + bonus)", {}, health());
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
