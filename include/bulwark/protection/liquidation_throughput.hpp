#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What would have to be liquidated.
struct LiquidationLoad {
  double lots;      ///< separate liquidations: accounts, or auctions where an account takes several; >= 0
  double notional;  ///< quote, all of them together, >= 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Whether a venue is able to liquidate what it may have to: lots go through blocks, notional goes through the market's depth, and the
/// slower of the two decides. Before a parameter is changed it is the question to ask (Maker, 12 March 2020: 80,000 ETH of one vault in
/// lots of 50 is 1,600 auctions).
struct LiquidationThroughput {
  double lots_per_block;            ///< > 0
  double depth_per_block;           ///< quote that the market takes per block without more slippage than is provided for, > 0
  std::chrono::milliseconds block;  ///< from one to the next, > 0

  /// Whole blocks, as a double. NaN where load or throughput is unknown or negative.
  double blocks(const LiquidationLoad& load) const noexcept {
    const bool is_good = load.lots >= 0.0 && load.notional >= 0.0 && lots_per_block > 0.0 && depth_per_block > 0.0;
    if (!is_good) return std::numeric_limits<double>::quiet_NaN();
    return __builtin_ceil(greatest(load.lots / lots_per_block, load.notional / depth_per_block));
  }

  double seconds(const LiquidationLoad& load) const noexcept { return product(blocks(load), seconds_of(block)); }

  /// Not where it is unknown.
  bool completes_within(const LiquidationLoad& load, std::chrono::milliseconds time) const noexcept {
    return seconds(load) <= seconds_of(time);
  }

  /// The most notional that can be liquidated in `time`, in lots of `lot` (quote, > 0).
  double most_notional(std::chrono::milliseconds time, double lot) const noexcept {
    const double whole = __builtin_floor(static_cast<double>(time.count()) / static_cast<double>(block.count()));
    return product(whole, least(depth_per_block, product(lots_per_block, lot)));
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double x, const char* field) {
      if (!(x > 0.0 && is_finite(x))) report(found, FaultCode::not_positive, field, {}, x);
    };
    check(lots_per_block, "liquidation_throughput.lots_per_block"), check(depth_per_block, "liquidation_throughput.depth_per_block");
    if (block.count() <= 0) report(found, FaultCode::not_positive, "liquidation_throughput.block", {}, seconds_of(block));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
