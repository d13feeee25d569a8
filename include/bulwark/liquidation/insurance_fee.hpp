#pragma once

#include "bulwark/liquidation/base_to_cover.hpp"
#include "bulwark/liquidation/token_exchange.hpp"

namespace bulwark::inline v1 {

/// What the insurance fund takes (1e-6 of notional) of a perpetual that is closed: what closing all of it would leave after the shortage
/// and the liquidator's fee, less a twentieth, so that no liquidation makes its account bankrupt; at most `close.insurance_fee`, at least
/// 0. `shortage` in 1e-6 (the market's own part), `base` in 1e-9 (unsigned). Who bears rounding: account or fund, as each
/// step truncates. Source: Drift v2, `calculate_perp_if_fee` at 0ae3e3b1 (2026).
template <ExactInteger Int>
constexpr Int perp_insurance_fee(const Int& shortage, const Int& base, const PerpClose<Int>& close) {
  const Int zero(0), ratio = close.ratio * Int(fixed::rate / fixed::weight);
  const Int price = product_over<Int>(close.price, close.quote_price, Int(fixed::price), Rounding::toward_zero);
  if (!(zero < price) || base == zero || !(close.liquidator_fee < ratio)) return zero;
  const Int per_coin = product_over<Int>(shortage, Int(fixed::base), base, Rounding::toward_zero);
  const Int missing = product_over<Int>(per_coin, Int(fixed::price), price, Rounding::toward_zero);
  const Int left = larger<Int>(zero, ratio - close.liquidator_fee - missing);
  return smaller<Int>(close.insurance_fee, left * Int(19) / Int(20));
}

/// The same (1e-6 of what is repaid) of `amount` of a debt that is repaid out of a deposit, at most `most`.
/// Source: Drift v2, `calculate_spot_if_fee` at 0ae3e3b1 (2026).
template <ExactInteger Int>
constexpr Int spot_insurance_fee(const Int& shortage, const Int& amount, const ExchangedToken<Int>& asset,
                                 const ExchangedToken<Int>& liability, const Int& most) {
  const Int zero(0), one(fixed::rate), scale(fixed::rate / fixed::weight);
  if (!(asset.weight < liability.weight) || liability.price == zero || amount == zero || liability.multiplier == zero) return zero;
  const Int owed = liability.weight * scale;
  const Int taken = product_over<Int>(asset.weight * scale, asset.multiplier, liability.multiplier, Rounding::toward_zero);
  const Int per_token = product_over<Int>(shortage * one, power_of_ten<Int>(liability.decimals), amount, Rounding::toward_zero);
  const Int left = larger<Int>(zero, owed - taken - quotient<Int>(per_token, liability.price, Rounding::toward_zero));
  return smaller<Int>(most, product_over<Int>(left, one, owed, Rounding::toward_zero));
}

}  // namespace bulwark::inline v1
