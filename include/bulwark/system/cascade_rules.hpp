#pragma once

#include <limits>

#include "bulwark/core/rulebook.hpp"
#include "bulwark/system/close_share.hpp"
#include "bulwark/system/deleveraging_order.hpp"
#include "bulwark/system/liquidation_queue.hpp"
#include "bulwark/system/loss_waterfall.hpp"

namespace bulwark::BULWARK_TARGET {

/// How a venue liquidates many accounts at once: how much of each, how many a round, who pays for what is lost.
template <CloseShare Sizing = VerdictShare, LiquidationQueue Queue = AtOnce, LossWaterfall Waterfall = FundThenWinners,
          DeleveragingOrder Order = ProfitQueue>
struct CascadeRules {
  [[no_unique_address]] Sizing sizing{};
  [[no_unique_address]] Queue queue{};
  [[no_unique_address]] Waterfall waterfall{};
  [[no_unique_address]] Order order{};

  double penalty = 0.0;      ///< share of the notional that a liquidated account closes in the market, as far as it has it; >= 0
  double fund_share = 1.0;   ///< of the penalty; the rest is the liquidators'. In [0, 1]
  double minor_unit = 0.01;  ///< quote, > 0: what the fund counts in
  double most_move = std::numeric_limits<double>::infinity();  ///< of a price by one round's liquidations, share; the rest waits
  double pass_through = 1.0;  ///< of the market's move that reaches the marks; 1: no price but the venue's own. In [0, 1]
  Index most_rounds = 1'000;  ///< >= 1

  Faults faults() const {
    Faults found;
    const auto add = [&](const auto& policy) {
      if constexpr (requires { policy.faults(); }) append(found, policy.faults());
    };
    add(sizing), add(queue), add(waterfall), add(order);
    if (!(penalty >= 0.0 && is_finite(penalty))) report(found, FaultCode::negative, "cascade_rules.penalty", {}, penalty);
    if (!(fund_share >= 0.0 && fund_share <= 1.0)) report(found, FaultCode::out_of_range, "cascade_rules.fund_share", {}, fund_share);
    if (!(minor_unit > 0.0 && is_finite(minor_unit))) report(found, FaultCode::not_positive, "cascade_rules.minor_unit", {}, minor_unit);
    if (!(most_move > 0.0)) report(found, FaultCode::not_positive, "cascade_rules.most_move", {}, most_move);
    if (!(pass_through >= 0.0 && pass_through <= 1.0))
      report(found, FaultCode::out_of_range, "cascade_rules.pass_through", {}, pass_through);
    if (most_rounds < 1) report(found, FaultCode::not_positive, "cascade_rules.most_rounds", {}, static_cast<double>(most_rounds));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
