#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// One short and one long option of the same side and expiry, margined for the most that they may lose together.
/// Source: Opyn Gamma `MarginCalculator` (GammaProtocol at 1093771, 2022); its limits are tested against the payoffs.
struct OptionSpread {
  double short_strike = 0.0;  ///< quote
  double short_size = 0.0;    ///< options, >= 0
  double long_strike = 0.0;   ///< quote; unused without a long option
  double long_size = 0.0;     ///< options, >= 0

  /// Of puts, quote: the loss where the underlying is worth nothing.
  double put_margin() const noexcept {
    return greatest(0.0, fma(-long_strike, least(short_size, long_size), product(short_size, short_strike)));
  }

  /// Of calls, coins: the loss at the long strike, or what is uncovered where the underlying's price knows no bounds.
  double call_margin() const noexcept {
    const double uncovered = greatest(0.0, short_size - long_size);
    if (long_strike == 0.0) return uncovered;
    return greatest(product(long_strike - short_strike, short_size) / long_strike, uncovered);
  }
};

}  // namespace bulwark::BULWARK_TARGET
