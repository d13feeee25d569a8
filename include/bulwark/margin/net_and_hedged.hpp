#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Signed amounts, such as deltas, and how much of them offsets itself. Same unit throughout.
struct NetAndHedged {
  double bought = 0.0;  ///< sum of the positive ones
  double sold = 0.0;    ///< minus the sum of the negative ones, >= 0

  void add(double amount) noexcept {
    bought += greatest(0.0, amount);
    sold += greatest(0.0, -amount);
  }
  double net() const noexcept { return bought - sold; }
  double gross() const noexcept { return bought + sold; }
  /// What is there on both sides: (gross - |net|) / 2.
  double hedged() const noexcept { return least(bought, sold); }
};

}  // namespace bulwark::BULWARK_TARGET
