#pragma once

#include "bulwark/evaluate/change.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a trade moves beside its row's columns, in the account and in the row's segment.
struct TradedPosition {
  bool is_held;              ///< the account had a position in it before
  double left;               ///< contracts afterwards
  double leg = 0.0;          ///< settlement units: of the trade
  double coins = 0.0;        ///< settlement units, to the segment's coins
  double legs = 0.0;         ///< the same, to its legs
  double cash = 0.0;         ///< quote
  bool leaves_none = false;  ///< of the segment's positions
};

/// A trade in what is not held.
inline TradedPosition opened(const ContractTerms& terms, const Order& order) noexcept {
  const double units = product(order.quantity, terms.multiplier), paid = product(units, order.price);
  // Of nothing nothing is listed, whatever was paid.
  TradedPosition traded{.is_held = false, .left = order.quantity, .leaves_none = order.quantity == 0.0};
  if (is_future(terms))
    traded.leg = traded.legs = entry_leg(terms.kind == InstrumentKind::inverse_future, units, order.price);
  else if (terms.kind == InstrumentKind::spot || terms.settlement == AssetId::quote)
    traded.cash = -paid;
  else
    traded.coins = -paid;
  return traded;
}

/// A trade in what `quantity` contracts are held of, with their entry leg. `is_alone`: the segment has no other position.
inline TradedPosition on_held(const ContractTerms& terms, const Order& order, double quantity, double leg, bool is_alone) noexcept {
  TradedPosition traded = opened(terms, order);
  traded.is_held = true, traded.leaves_none = false;
  traded.left += quantity;
  if (traded.left != 0.0) return traded;
  const double closed = leg + traded.leg;  // has paid its profit
  if (terms.settlement == AssetId::quote)
    traded.cash += closed;
  else
    traded.coins += closed;
  traded.legs = -leg;
  traded.leaves_none = is_alone;
  return traded;
}

}  // namespace bulwark::BULWARK_TARGET
