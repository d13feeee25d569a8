#pragma once

#include <span>

#include "bulwark/core/margin_tier.hpp"
#include "bulwark/liquidation/surplus_line.hpp"
#include "bulwark/math/graduated.hpp"

namespace bulwark::inline v1 {

/// Where one market's positions are liquidated while everything else stands still.
struct LiquidationPrices {
  std::optional<double> below{};  ///< liquidated under it; none: not however far the price falls
  std::optional<double> above{};  ///< liquidated over it; none: not however far it rises
  bool is_ever_safe = true;       ///< whether there is a price at which they are not
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A position as a line in the price sees it.
struct Entered {
  double quantity;  ///< signed
  double cost;      ///< quantity x entry price
};

/// The closed form over all tiers, each position in the tier that holds it at the liquidation price itself. Equity less maintenance is
/// concave in the price, so that the safe prices are one interval; it is walked tier by tier from price 0, and in each the straight line
/// is solved. `entered(leg)` says what a leg is in such a line; `fee` is charged on the notional on top of maintenance.
/// Domain: tiers as `TieredMargin::faults` passes them. NaN prices, never safe, when a number is not finite.
template <class Leg, class AsEntered>
LiquidationPrices liquidation_prices(double balance, std::span<const Leg> legs, std::span<const MarginTier> tiers, double fee,
                                     AsEntered entered) noexcept {
  constexpr double infinity = std::numeric_limits<double>::infinity(), unknown = std::numeric_limits<double>::quiet_NaN();
  LiquidationPrices found{.is_ever_safe = false};
  bool was_safe = false;
  for (double low = 0.0, next = 0.0; next < infinity; low = next) {
    SurplusLine line{balance};
    next = infinity;
    for (const Leg& leg : legs) {
      const auto [quantity, cost] = entered(leg);
      // The price decides on the tier, as it does on where the next begins: a notional could round to the other side of a floor.
      const auto reached = [&, size = magnitude(quantity)](std::size_t tier) { return tiers[tier].floor / size; };
      std::size_t n = 0;
      while (n + 1 < tiers.size() && reached(n + 1) <= low) ++n;
      if (n + 1 < tiers.size()) next = least(next, reached(n + 1));
      line = line.with(quantity, cost, {tiers[n].maintenance + fee, deduction(tiers, &MarginTier::maintenance, static_cast<Index>(n))});
    }
    if (!is_finite(line.at_zero) || !is_finite(line.per_price)) return {unknown, unknown, false};
    if (low == 0.0) was_safe = line.at_zero >= 0.0;
    const bool is_safe = next < infinity ? line.at(next) >= 0.0 : line.per_price > 0.0 || (line.per_price == 0.0 && was_safe);
    found.is_ever_safe = found.is_ever_safe || was_safe || is_safe;
    // The ends decide whether there is a root; where rounding puts it outside of them, it is at the end.
    if (is_safe != was_safe) (is_safe ? found.below : found.above) = least(next, greatest(low, -line.at_zero / line.per_price));
    was_safe = is_safe;
  }
  return found;
}

/// The same for one or both sides of a market whose contracts pay in quote; `balance` in quote, tiers by quote of notional.
inline LiquidationPrices linear_liquidation_prices(double balance, std::span<const LinearLeg> legs, std::span<const MarginTier> tiers,
                                                   double fee = 0.0) noexcept {
  return liquidation_prices(balance, legs, tiers, fee, [](const LinearLeg& leg) { return Entered{leg.quantity, cost_of(leg)}; });
}

}  // namespace bulwark::BULWARK_TARGET
