#pragma once

#include "bulwark/protection/congestion.hpp"
#include "bulwark/system/liquidation_queue.hpp"

namespace bulwark::BULWARK_TARGET {

/// A round is a block: liquidations share it with everybody else's transactions, raise the price of gas for the next, and wait where gas
/// costs more than they are paid. Bankrupt accounts pay nobody, and wait until gas is free.
struct GasQueue {
  using State = double;  ///< base fee, quote per unit of gas

  Congestion congestion;
  double other_gas;  ///< that others use in each block, >= 0

  QueueRound<State> round(State fee, std::span<const double> rewards) const noexcept {
    const LiquidationBlock done = congestion.block(fee, rewards, other_gas);
    return {done.liquidated, done.next_fee};
  }

  Faults faults() const {
    Faults found = congestion.faults();
    if (!(other_gas >= 0.0 && is_finite(other_gas))) report(found, FaultCode::negative, "gas_queue.other_gas", {}, other_gas);
    return found;
  }
};
static_assert(LiquidationQueue<GasQueue>);

}  // namespace bulwark::BULWARK_TARGET
