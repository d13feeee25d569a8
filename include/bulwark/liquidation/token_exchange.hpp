#pragma once

#include <optional>

#include "bulwark/math/token_amount.hpp"

namespace bulwark::inline v1 {

/// One side of a liquidation that repays a borrowed token out of a deposited one. Amounts are in the token's smallest units.
template <ExactInteger Int>
struct ExchangedToken {
  Int weight;      ///< 1e-4; as the account's margin weighs it
  Int multiplier;  ///< 1e-6; what the liquidator gets of it: 1 + fee for the deposit, 1 - fee for the debt
  int decimals;
  Int price;  ///< 1e-6
};

// Source of all: Drift v2, `math/liquidation.rs` at 0ae3e3b1 (2026). 127 bits suffice where the programme's own do.

/// How much of the debt to repay for an account that is short of `shortage` (1e-6) to be short of nothing; truncated, for which it
/// stays short, at least 1. None where the deposit that is taken weighs no less than the debt that is repaid.
template <ExactInteger Int>
constexpr std::optional<Int> liability_to_cover(const Int& shortage, const ExchangedToken<Int>& asset, const ExchangedToken<Int>& liability,
                                                const Int& insurance_fee) {
  if (!(asset.weight < liability.weight)) return std::nullopt;
  const Int ten(10), owed = liability.weight * ten;
  const Int taken = product_over<Int>(asset.weight * ten, asset.multiplier, liability.multiplier, Rounding::toward_zero);
  if (!(taken < owed)) return std::nullopt;
  const Int fee = product_over<Int>(liability.price, insurance_fee, Int(fixed::rate), Rounding::toward_zero) * owed;
  const Int freed = liability.price * (owed - taken) - fee;
  if (!(Int(0) < freed)) return std::nullopt;
  const Int scaled = shortage * Int(fixed::price) * Int(fixed::weight) * ten;
  return larger<Int>(Int(1), shifted_quotient<Int>(scaled, freed, liability.decimals - 6, Rounding::toward_zero));
}

/// How much of the deposit pays for `amount` of the debt: truncated, which the liquidator bears, at least 1; all of `balance` where that
/// differs by less than one quote, so that no dust stays. (The programme multiplies by 10^(decimals - 6) in that test where it should
/// divide, so that tokens with more than six decimals are almost never swept; here they are.)
template <ExactInteger Int>
constexpr Int asset_for_liability(const Int& amount, const ExchangedToken<Int>& asset, const ExchangedToken<Int>& liability,
                                  const Int& balance) {
  const Int exact = shifted_quotient<Int>(amount * liability.price * asset.multiplier, asset.price * liability.multiplier,
                                          asset.decimals - liability.decimals, Rounding::toward_zero);
  const Int taken = larger<Int>(Int(1), exact);
  const Int left = token_value<Int>(magnitude_of<Int>(balance - taken), asset.decimals, asset.price);
  return left < Int(fixed::quote) ? balance : taken;
}

/// How much of the debt `amount` of the deposit pays for; rounded up, which the liquidator bears.
template <ExactInteger Int>
constexpr Int liability_for_asset(const Int& amount, const ExchangedToken<Int>& asset, const ExchangedToken<Int>& liability) {
  return shifted_quotient<Int>(amount * asset.price * liability.multiplier, liability.price * asset.multiplier,
                               liability.decimals - asset.decimals, Rounding::ceil);
}

/// Whether a swap that gave `given` of the deposit for `got` of the debt is no worse for the account than the liquidator's own price.
template <ExactInteger Int>
constexpr bool is_swap_within_bounds(const Int& given, const Int& got, const ExchangedToken<Int>& asset,
                                     const ExchangedToken<Int>& liability) {
  if (!(Int(0) < given)) return false;
  const auto over = [](const Int& a, const Int& b, const Int& c) { return product_over<Int>(a, b, c, Rounding::toward_zero); };
  const Int coins = over(got, Int(fixed::price), power_of_ten<Int>(liability.decimals));
  const Int price = over(coins, power_of_ten<Int>(asset.decimals), given);
  const Int fair = over(asset.price * Int(fixed::price), liability.multiplier, liability.price);
  return !(price < fair / asset.multiplier);
}

}  // namespace bulwark::inline v1
