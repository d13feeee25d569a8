#pragma once

#include "bulwark/collateral/balance_weight.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a claim is recognised for where selling it all would bring `executable`: no more than `multiple` of that. Quote; NaN comes
/// through. A token that nobody buys is worth nothing, whatever its last price (Drift 2026-04-01: 285 M claimed, 500 in its pool).
constexpr double recognised_value(double claimed, double executable, double multiple) noexcept {
  return least(claimed, product(multiple, executable));
}

/// A deposit counts for no more than a multiple of what selling it brings, and for no more than its share. What is sold is all that the
/// venue would have to sell: this balance, and what others have deposited of the same coin.
template <DepthCurve Depth>
struct DepthWeight {
  Depth depth;
  double initial;         ///< share that counts for opening
  double maintenance;     ///< the same for staying; >= initial
  double multiple = 1.0;  ///< of what the sale brings; > 0
  double others = 0.0;    ///< coins of everybody else, sold beside this balance; >= 0

  /// A balance of `coins` worth coins x `price`; of the proceeds it gets its part of what is sold.
  Share share(double coins, double price) const noexcept {
    if (!(coins > 0.0)) return {product(initial, 1.0 + 0.0 * coins), product(maintenance, 1.0 + 0.0 * coins)};
    const double all = coins + others, executable = product(depth.sell(all).cash, coins / all);
    const double value = product(coins, price), part = recognised_value(value, executable, multiple) / value;
    return {least(initial, part), least(maintenance, part)};
  }

  Faults faults() const {
    Faults found;
    report_share(found, "depth_weight", {initial, maintenance});
    if (!(multiple > 0.0 && is_finite(multiple))) report(found, FaultCode::not_positive, "depth_weight.multiple", {}, multiple);
    if (!(others >= 0.0 && is_finite(others))) report(found, FaultCode::negative, "depth_weight.others", {}, others);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
