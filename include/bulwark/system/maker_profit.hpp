#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A trade from the side of who made the market.
struct MakerFill {
  double coins;  ///< bought, negative: sold
  double price;  ///< quote per coin
  double fair;   ///< quote per coin, of the middle at that moment
  double later;  ///< quote per coin, of the middle after the time in which the other side is thought to know more
  double fee;    ///< quote received (negative: paid)
};

/// Where a market maker's profit came from; the parts add up to it. Quote.
struct MakerProfit {
  double spread = 0.0;     ///< what was asked over the middle
  double fees = 0.0;       ///< received
  double adverse = 0.0;    ///< what the middle then moved by; negative: against the maker, as it does where the other side knows more
  double inventory = 0.0;  ///< what it moved by after that, on what was kept
  double position = 0.0;   ///< coins left

  double total() const noexcept { return ((spread + fees) + adverse) + inventory; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Fills in order of time, what is left marked at `mark`. A pool pays its way where spread and fees exceed the adverse moves; what the
/// inventory brings is luck or a hedge (`hedging/`). Source: the split into realised spread and price impact of Huang and Stoll (1996).
inline MakerProfit maker_profit(std::span<const MakerFill> fills, double mark) noexcept {
  MakerProfit profit;
  for (const MakerFill& fill : fills) {
    profit.spread = fma(fill.coins, fill.fair - fill.price, profit.spread);
    profit.fees += fill.fee;
    profit.adverse = fma(fill.coins, fill.later - fill.fair, profit.adverse);
    profit.inventory = fma(fill.coins, mark - fill.later, profit.inventory);
    profit.position += fill.coins;
  }
  return profit;
}

/// The least half spread, share of the price, at which trades do not lose: what a trade's other side moves the price by afterwards, less
/// the fee that it pays. `adverse` and `fee` as shares of the traded value, a loss and an income being positive.
constexpr double break_even_half_spread(double adverse, double fee) noexcept { return greatest(0.0, adverse - fee); }

}  // namespace bulwark::BULWARK_TARGET
