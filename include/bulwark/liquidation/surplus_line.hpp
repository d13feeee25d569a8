#pragma once

#include <limits>
#include <optional>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A position in a contract that pays in quote.
struct LinearLeg {
  double quantity;     ///< coins, signed
  double entry_price;  ///< quote per coin
};

/// What a position must keep within one tier: notional x rate - deduction. Fees to close are a part of the rate.
struct TierRate {
  double rate;             ///< share of notional
  double deduction = 0.0;  ///< quote
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Quote that a position cost, signed as it is. Rounded once, so that a margin of as much covers it exactly.
inline double cost_of(const LinearLeg& leg) noexcept { return product(leg.quantity, leg.entry_price); }

/// Equity less maintenance within one tier of each position: a straight line in the price.
/// Its root is (balance + sum of deductions - sum of quantity x entry) / (sum of |quantity| x rate - sum of quantity).
/// Source: Binance USD-M "how to calculate liquidation price" (2021), OKX and Gate with the fee in the rate.
struct SurplusLine {
  double at_zero;          ///< quote, where the price is 0; to begin with the balance (see `cross_balance`)
  double per_price = 0.0;  ///< coins

  /// The line with one more position of the market: `quantity` coins, signed, that `cost` quote when it was entered, signed alike.
  SurplusLine with(double quantity, double cost, const TierRate& keep) const noexcept {
    return {at_zero - cost + keep.deduction, fma(-magnitude(quantity), keep.rate, per_price + quantity)};
  }
  SurplusLine with(const LinearLeg& leg, const TierRate& keep) const noexcept { return with(leg.quantity, cost_of(leg), keep); }

  double at(double price) const noexcept { return fma(per_price, price, at_zero); }

  /// The positive price at which nothing is left over; none where no price is one. NaN when the line is not made of finite numbers.
  std::optional<double> root() const noexcept {
    if (!is_finite(at_zero) || !is_finite(per_price)) return std::numeric_limits<double>::quiet_NaN();
    const double price = -at_zero / per_price;
    if (price > 0.0 && is_finite(price)) return price;
    return {};
  }
};

/// What stands behind one market's positions in a cross account: the wallet with what all other positions have gained (or lost) and less
/// what they must keep, all at today's marks. An isolated position has its own margin instead.
inline double cross_balance(double wallet, double others_profit, double others_maintenance) noexcept {
  return wallet + others_profit - others_maintenance;
}

}  // namespace bulwark::BULWARK_TARGET
