#pragma once

#include <optional>

#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What closing a perpetual frees and costs, per unit of notional.
template <ExactInteger Int>
struct PerpClose {
  Int ratio;           ///< 1e-4; the maintenance ratio at the position's size, with the buffer
  Int liquidator_fee;  ///< 1e-6
  Int insurance_fee;   ///< 1e-6
  Int price;           ///< 1e-6 quote per coin
  Int quote_price;     ///< 1e-6
};

/// How many coins (1e-9) to close for an account that is short of `shortage` (1e-6) to be short of nothing; truncated, so up to one unit
/// too few, for which the account stays short. None where closing frees no more than it costs. The insurance fee is taken at the coin's
/// price alone, as the programme does: it weighs quote_price too little. Source: Drift v2,
/// `calculate_base_asset_amount_to_cover_margin_shortage` at 0ae3e3b1 (2026). 127 bits suffice for prices and shortages of 60.
template <ExactInteger Int>
constexpr std::optional<Int> base_to_cover(const Int& shortage, const PerpClose<Int>& close) {
  const Int zero(0), one(fixed::rate), ratio = close.ratio * Int(fixed::rate / fixed::weight);
  if (close.price == zero || !(close.liquidator_fee < ratio)) return std::nullopt;
  const Int notional = product_over<Int>(close.price, close.quote_price, Int(fixed::price), Rounding::toward_zero);
  const Int freed = product_over<Int>(notional, ratio - close.liquidator_fee, one, Rounding::toward_zero) -
                    product_over<Int>(close.price, close.insurance_fee, one, Rounding::toward_zero);
  if (!(zero < freed)) return std::nullopt;
  return product_over<Int>(shortage, Int(fixed::base), freed, Rounding::toward_zero);
}

}  // namespace bulwark::inline v1
