#pragma once

#include "bulwark/collateral/depth_weight.hpp"
#include "bulwark/pricing/pool_share.hpp"

namespace bulwark::BULWARK_TARGET {

/// Shares of a pool of coins and quote as collateral, at `fair_share_price`: a haircut, and no more than what taking them out and selling
/// the coins elsewhere brings. The pool's own depth is gone with the shares that are taken out, so `elsewhere` is the market without it.
template <DepthCurve Depth>
struct PoolShareWeight {
  PoolSide coins;         ///< what is sold
  PoolSide money;         ///< what is not
  double shares;          ///< that exist, > 0
  Depth elsewhere;        ///< where the coins are sold
  double initial;         ///< share that counts for opening
  double maintenance;     ///< the same for staying; >= initial
  double multiple = 1.0;  ///< of what the sale brings; > 0

  /// Quote for `held` shares taken out of the pool in balance (at outside prices) and their coins sold. NaN comes through.
  double executable(double held) const noexcept {
    const PoolSide sides[] = {coins, money};
    const double value = product(held, fair_share_price(sides, shares));
    return fma(money.weight, value, elsewhere.sell(product(coins.weight, value) / coins.price).cash);
  }

  /// A balance of `held` shares; `price` is what the venue values one at.
  Share share(double held, double price) const noexcept {
    if (!(held > 0.0)) return {product(initial, 1.0 + 0.0 * held), product(maintenance, 1.0 + 0.0 * held)};
    const double value = product(held, price), part = recognised_value(value, executable(held), multiple) / value;
    return {least(initial, part), least(maintenance, part)};
  }

  Faults faults() const {
    const PoolSide sides[] = {coins, money};
    Faults found = pool_faults(sides, shares);
    report_share(found, "pool_share_weight", {initial, maintenance});
    if (!(multiple > 0.0 && is_finite(multiple))) report(found, FaultCode::not_positive, "pool_share_weight.multiple", {}, multiple);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
