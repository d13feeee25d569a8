#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/order_statistics.hpp"

namespace bulwark::BULWARK_TARGET {

/// What starting a liquidation costs a keeper, with the profit that he wants for it.
struct KeeperCost {
  double gas;           ///< units that it uses, > 0
  double profit = 0.0;  ///< share of what gas costs him, >= 0

  /// `gas_price`: quote per unit.
  double at(double gas_price) const noexcept { return product(product(gas, gas_price), 1.0 + profit); }

  /// At the gas price that a share `quantile` (in (0, 1]) of those that were seen does not exceed: the lowest such. Reorders `seen`. NaN
  /// where nothing was seen or a price is unknown. Gas is dear in the very blocks in which accounts are liquidated: a quantile of all
  /// blocks is not one of those.
  double at_quantile(std::span<double> seen, double quantile) const noexcept {
    const double rank = __builtin_ceil(product(quantile, static_cast<double>(seen.size()))) - 1.0;
    return at(nth_smallest(seen, rank >= 0.0 && rank < static_cast<double>(seen.size()) ? static_cast<Index>(rank) : Index{-1}));
  }

  /// Share of the blocks that were seen in which `reward` (quote) is enough. NaN where nothing was seen or a price is unknown.
  double share_of_blocks(std::span<const double> seen, double reward) const noexcept {
    if (!has_no_nan(seen) || reward != reward) return std::numeric_limits<double>::quiet_NaN();
    Index enough = 0;
    for (const double price : seen) enough += at(price) <= reward ? 1 : 0;
    return static_cast<double>(enough) / static_cast<double>(seen.size());
  }

  Faults faults() const {
    Faults found;
    if (!(gas > 0.0 && is_finite(gas))) report(found, FaultCode::not_positive, "keeper_cost.gas", {}, gas);
    if (!(profit >= 0.0 && is_finite(profit))) report(found, FaultCode::negative, "keeper_cost.profit", {}, profit);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
