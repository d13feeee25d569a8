#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/ordinal.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::inline v1 {

/// What it takes to hold a market at a price that is not its own.
struct PushCost {
  double coins;       ///< traded to get there, >= 0
  double absorbed;    ///< coins taken from arbitrageurs (downwards: given to them) while it is held
  double capital;     ///< quote needed at the height of it (downwards: quote's worth of coins, at the true price)
  double stranded;    ///< quote, part of `cost`: coins left over when the push ends bring less (cost more) than the true price
  double cost;        ///< quote that is lost in the end
  bool is_exhausted;  ///< the depth ends before the price: what is beyond is anybody's to print
};

/// How a push is met, and how it ends.
struct PushResistance {
  double restoring = 0.0;  ///< share of the displacement, in coins, that arbitrageurs bring back per second; >= 0
  double resold = 1.0;     ///< share of the traded coins that the attacker trades back while the price is still pushed, in [0, 1]
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The fewest coins that move `depth` to `target` (above its price: bought), or all that it has where it ends before. Neighbouring doubles
/// decide, after at most 100 doublings and 64 halvings. NaN where a price is not positive and finite.
template <MovingDepth Depth>
double coins_to_reach(const Depth& depth, double target) noexcept {
  const double price = depth.price(), side = target > price ? -1.0 : 1.0;
  if (!(price > 0.0 && target > 0.0 && is_finite(price) && is_finite(target))) return std::numeric_limits<double>::quiet_NaN();
  if (target == price) return 0.0;
  const auto is_there = [&](double coins) {
    const double after = depth.sell(product(side, coins)).price_after;
    return side < 0.0 ? after >= target : after <= target;
  };
  const auto filled = [&](double coins) { return magnitude(depth.sell(product(side, coins)).filled); };
  double few = 0.0, many = 0x1p-10;
  for (int doubling = 0; doubling < 100 && !is_there(many); ++doubling) {
    if (filled(many) < many) return filled(many);
    few = many, many = product(2.0, many);
  }
  while (steps_between(few, many) > 1) {
    const double middle = middle_double(few, many);
    (is_there(middle) ? many : few) = middle;
  }
  return filled(many);
}

/// What it costs to bring a market to `target` with `coins` (`coins_to_reach`) and to hold it there for `seconds`. Coins are traded along
/// the depth; while the price stands, arbitrageurs bring back their share of the displacement and the attacker takes it at the pushed
/// price; then a part is traded back along the depth as it stands, and what is left over goes where the market is without the attacker.
/// With nobody restoring, no fee and all of it resold, pushing costs nothing: depth alone is no defence. The depth's own fees are in.
/// Assumed: the true price stays, arbitrageurs know it, and the rest of the depth does not flee.
template <MovingDepth Depth>
PushCost push_cost(const Depth& depth, double target, double coins, double seconds, const PushResistance& resistance) noexcept {
  const double price = depth.price(), side = target > price ? -1.0 : 1.0;  // as in `sell`
  const Fill there = depth.sell(product(side, coins));
  const double absorbed = product(product(resistance.restoring, seconds), coins);
  const double back = product(resistance.resold, coins), rest = (coins - back) + absorbed;
  const Fill returned = depth.after(product(side, coins)).sell(-product(side, back)), left_over = depth.sell(-product(side, rest));
  // What the depth does not take: coins that nobody buys are lost, coins that nobody sells cost what the last did.
  const double missing = rest - magnitude(left_over.filled);
  const double unfilled = side < 0.0 ? 0.0 : product(left_over.price_after, missing);
  const double brought = left_over.cash - (missing > 0.0 ? unfilled : 0.0);
  const double at_true_price = -product(side, product(rest, price));  // received (upwards) or paid
  const double held = -product(side, product(absorbed, target));      // paid (upwards) or received
  const double capital = side < 0.0 ? held - there.cash : product(coins + absorbed, price);
  return {.coins = coins,
          .absorbed = absorbed,
          .capital = capital,
          .stranded = at_true_price - brought,
          .cost = held - there.cash - returned.cash - brought,
          .is_exhausted = side < 0.0 ? there.price_after < target : there.price_after > target};
}

template <MovingDepth Depth>
PushCost push_cost(const Depth& depth, double target, double seconds, const PushResistance& resistance) noexcept {
  return push_cost(depth, target, coins_to_reach(depth, target), seconds, resistance);
}

/// Everything wrong with how a push is met.
inline Faults faults(const PushResistance& resistance) {
  Faults found;
  if (!(resistance.restoring >= 0.0 && is_finite(resistance.restoring)))
    report(found, FaultCode::negative, "push_resistance.restoring", {}, resistance.restoring);
  if (!(resistance.resold >= 0.0 && resistance.resold <= 1.0))
    report(found, FaultCode::out_of_range, "push_resistance.resold", {}, resistance.resold);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
