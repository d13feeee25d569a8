#pragma once

#include "bulwark/liquidation/inverse_liquidation_price.hpp"

namespace bulwark::BULWARK_TARGET {

/// Where an isolated position is liquidated when what it must keep was fixed at entry: linear,
/// entry - side x (margin - maintenance) / size; inverse, face / (face / entry + side x (margin - maintenance)), side +1 for longs.
/// `margin` and the tiers' floors in quote, and in coins for inverse contracts; none and NaN as in `SurplusLine::root`.
/// Source: Bybit help centre, liquidation price in isolated margin, before 2026.
inline std::optional<double> entry_liquidation_price(double margin, const LinearLeg& leg, std::span<const MarginTier> tiers) noexcept {
  const double kept = graduated(tiers, &MarginTier::maintenance, magnitude(cost_of(leg)));
  return SurplusLine{margin - kept}.with(leg, {0.0}).root();
}
inline std::optional<double> entry_liquidation_price(double margin, const InverseLeg& leg, std::span<const MarginTier> tiers) noexcept {
  const double kept = graduated(tiers, &MarginTier::maintenance, magnitude(leg.face / leg.entry_price));
  return inverse_liquidation_price(margin - kept, leg, {0.0});
}

}  // namespace bulwark::BULWARK_TARGET
