#pragma once

#include <optional>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/protection/base_fee.hpp"

namespace bulwark::inline v1 {

/// What happens in a block.
struct LiquidationBlock {
  Index liquidated = 0;   ///< accounts, the best paid first
  double gas = 0.0;       ///< used, others' included
  double next_fee = 0.0;  ///< quote per unit of gas, of the next block
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Liquidations in blocks that fill up: they raise the price of gas, and gas that is dearer than the keeper's reward delays them. Keepers
/// take the accounts that pay best, as many as the block holds beside the others' transactions and as pay for their gas. Pure: the caller
/// brings what is pending in each block, so prices may fall meanwhile. Others do not mind the fee: the worst case.
struct Congestion {
  BaseFee<double> fee;
  double gas_per_liquidation;  ///< > 0
  double tip = 0.0;            ///< quote per unit of gas, on top of the fee, >= 0

  /// `rewards`: quote, falling. `other_gas`: what others use, >= 0; a block holds no more than its limit. Nothing is liquidated at a fee
  /// that is unknown.
  LiquidationBlock block(double base_fee, std::span<const double> rewards, double other_gas) const noexcept {
    const double limit = product(2.0, fee.target), others = least(other_gas, limit);
    const double cost = product(gas_per_liquidation, base_fee + tip);
    LiquidationBlock done{.gas = others};
    for (const double reward : rewards) {
      const double gas = fma(static_cast<double>(done.liquidated + 1), gas_per_liquidation, others);
      if (!(gas <= limit && reward >= cost)) break;
      done.gas = gas;
      ++done.liquidated;
    }
    done.next_fee = fee.next(base_fee, done.gas);
    return done;
  }

  /// Blocks until all of `rewards` are done, others using `other_gas` in each; none where `most_blocks` do not suffice, because rewards
  /// are too small for the gas or the blocks too full.
  std::optional<Index> blocks_to_complete(double base_fee, std::span<const double> rewards, double other_gas,
                                          Index most_blocks) const noexcept {
    for (Index blocks = 0;; ++blocks) {
      if (rewards.empty()) return blocks;
      if (blocks >= most_blocks) return std::nullopt;
      const LiquidationBlock done = block(base_fee, rewards, other_gas);
      rewards = rewards.subspan(static_cast<std::size_t>(done.liquidated));
      base_fee = done.next_fee;
    }
  }

  Faults faults() const {
    Faults found = fee.faults();
    if (!(gas_per_liquidation > 0.0 && gas_per_liquidation <= product(2.0, fee.target)))
      report(found, FaultCode::out_of_range, "congestion.gas_per_liquidation", {}, gas_per_liquidation);
    if (!(tip >= 0.0 && is_finite(tip))) report(found, FaultCode::negative, "congestion.tip", {}, tip);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
