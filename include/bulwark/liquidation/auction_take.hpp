#pragma once

#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// A lot that is sold for no more money than it is to raise. A price is money per unit of the lot.
template <Amount A>
struct Sale {
  A to_raise;
  A lot;
};

/// What a purchase does. A sale is over when no lot is left, or nothing to raise; then nothing of it is `left`.
template <Amount A>
struct Take {
  bool is_refused = false;  ///< too little is left to raise for any part of the lot to be sold by itself
  A slice;                  ///< of the lot, to the buyer
  A pays;                   ///< money, from him
  Sale<A> left;             ///< still for sale
  A returned;               ///< of the lot, to the owner: all was raised
  A unpaid;                 ///< money that is not raised: the whole lot is gone
};

/// A buyer wants up to `amount` at this price. He never pays more than there is to raise, and leaves none of it or at least `least_left`,
/// for which his part is cut, or refused where cutting cannot help; the whole lot may always be taken. NaN comes through.
/// Source: Maker clip.sol, `take` (dss at fa4f663, 2022), where slices round down: the buyer bears it. Width: the product of a lot and a
/// price.
template <Amount A>
constexpr Take<A> take(const Sale<A>& sale, const A& price, const A& amount, const A& least_left) {
  A slice = smaller(sale.lot, amount), pays = times(slice, price);
  if (sale.to_raise < pays) {
    pays = sale.to_raise;
    slice = quotient(pays, price, Rounding::floor);
  } else if (pays < sale.to_raise && slice < sale.lot && A(sale.to_raise - pays) < least_left) {
    if (!(least_left < sale.to_raise)) return {true, A(0), A(0), sale, A(0), A(0)};
    pays = sale.to_raise - least_left;
    slice = quotient(pays, price, Rounding::floor);
  }
  const Sale<A> left{sale.to_raise - pays, sale.lot - slice};
  if (left.lot == A(0)) return {false, slice, pays, {A(0), A(0)}, A(0), left.to_raise};
  if (left.to_raise == A(0)) return {false, slice, pays, {A(0), A(0)}, left.lot, A(0)};
  return {false, slice, pays, left, A(0), A(0)};
}

}  // namespace bulwark::BULWARK_TARGET
