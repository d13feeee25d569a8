#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A product that promises a multiple of an index's daily move and rebalances at the end of the day: it buys after a rise and sells after a
/// fall, whatever the sign of its leverage, so that products of one size move the market they hedge in. It ends where a day takes too much.
/// Source: Cheng and Madhavan, "The dynamics of leveraged and inverse exchange-traded funds" (2009): L (L - 1) x assets x move.
struct LeveragedProduct {
  double leverage;          ///< -1: the opposite of the index; 2: twice
  double termination_drop;  ///< of a day, share of its value, in (0, 1]: at or beyond it the product ends

  /// Value after a move of the index; never below zero. NaN in, NaN out.
  constexpr double after(double value, double move) const noexcept { return greatest(0.0, product(value, 1.0 + product(leverage, move))); }

  /// Share of the value that a move takes (negative: adds).
  constexpr double drop(double move) const noexcept { return least(1.0, -product(leverage, move)); }

  /// Whether a move ends it; nothing is known of a move that is not.
  constexpr std::optional<bool> is_terminated(double move) const noexcept {
    if (!(move == move)) return std::nullopt;
    return drop(move) >= termination_drop;
  }

  /// What it has to buy (negative: sell) of the index to be levered as before, in money; the same sign as the move for every leverage
  /// outside [0, 1].
  constexpr double rebalance(double value, double move) const noexcept {
    return product(product(product(leverage, leverage - 1.0), value), move);
  }

  Faults faults() const {
    Faults found;
    if (!is_finite(leverage)) report(found, FaultCode::not_finite, "leveraged_product.leverage", {}, leverage);
    if (!(termination_drop > 0.0 && termination_drop <= 1.0))
      report(found, FaultCode::out_of_range, "leveraged_product.termination_drop", {}, termination_drop);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
