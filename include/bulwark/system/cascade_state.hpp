#pragma once

#include <variant>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/pricing/depth_curve.hpp"
#include "bulwark/system/cascade_fund.hpp"
#include "bulwark/system/cascade_report.hpp"
#include "bulwark/system/loss_waterfall.hpp"
#include "bulwark/system/open_accounts.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a cascade starts from and ends with. It ends with every future's mark and every option's volatility given row by row; who then
/// moves spots by hand clears those first.
template <MovingDepth Depth, class QueueState = std::monostate, CascadeFund Fund = MinorUnits>
struct CascadeState {
  OpenAccounts accounts;
  MarketState market;
  std::vector<Depth> depths;  ///< row AssetId: where coins and linear futures in quote are closed; what later assets have cannot be
  Fund fund{};                ///< minor units, or levels of `backstop/` that count in them
  QueueState queue{};

  /// Round x asset, times which prices move outside the venue after each round: what liquidations that wait are waiting through.
  std::vector<double> drift{};

  Faults faults() const {
    Faults found;
    if (std::ssize(depths) > std::ssize(market.assets))
      report(found, FaultCode::length_mismatch, "cascade_state.depths", {}, static_cast<double>(depths.size()));
    for (Index a = 0; a < std::ssize(depths); ++a)
      if (const double price = depths[static_cast<std::size_t>(a)].price(); !(price > 0.0 && is_finite(price)))
        report(found, FaultCode::not_positive, "cascade_state.depths", {.outer = a}, price);
    append(found, fund_faults(fund));
    for (Index i = 0; i < std::ssize(drift); ++i)
      if (const double move = drift[static_cast<std::size_t>(i)]; !(move > 0.0 && is_finite(move)))
        report(found, FaultCode::not_positive, "cascade_state.drift", {.outer = i}, move);
    return found;
  }
};

template <MovingDepth Depth, class QueueState, CascadeFund Fund = MinorUnits>
struct Cascaded {
  CascadeState<Depth, QueueState, Fund> state;
  CascadeReport report;
};

}  // namespace bulwark::BULWARK_TARGET
