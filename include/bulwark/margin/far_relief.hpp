#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Far price moves are counted so that large short books are seen; this excuses small ones: of a far loss, an amount that grows with the
/// move is not charged, and no far gain counts. The amount is an account's own, so that two accounts are relieved twice.
/// Source: Deribit portfolio margin, "extended dampener" (API answers of 2024 and 2026: books of less than one coin end at 0; the amount
/// for larger ones is that of a third party's reading).
struct FarRelief {
  double amount = 0.0;  ///< quote, per multiple of the range that the move exceeds it by

  /// `profit` (quote) at a relative price move, less its relief: never above 0. `edge` is the end of the range on the move's side. Profits
  /// that are counted in coins are worth their money at the edge (`ShockGrid::far_coin_weight`), and so is the relief.
  double relieved(double profit, double move, double edge, bool is_in_coins) const noexcept {
    const double relief = product(greatest(0.0, move / edge - 1.0), amount) / (is_in_coins ? 1.0 + edge : 1.0);
    return least(0.0, profit + relief);
  }
};

}  // namespace bulwark::BULWARK_TARGET
