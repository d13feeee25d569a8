#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/protection/unwind_horizon.hpp"

namespace bulwark::inline v1 {

/// How a liquidation goes: it waits, and then goes on evenly.
struct LiquidationCourse {
  std::chrono::milliseconds wait;    ///< until it begins: oracle's lag, blocks, keepers
  std::chrono::milliseconds unwind;  ///< from its beginning to its end, see `LiquidationThroughput`
  double slippage;                   ///< share of notional, of the average fill
  double gas;                        ///< quote for the account, all transactions
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The maintenance margin with which a liquidation still completes without loss: what the price may do until the position is gone, what
/// taking part costs, and what the keeper has to be paid in blocks that are full. Shares of notional.
/// Domain: Brownian log price over wait + unwind / 3 (`unwind_horizon`), a jump on top.
struct CompletionBuffer {
  double sigmas;      ///< of the move that is provided for, >= 0
  double penalty;     ///< share of notional that liquidators and venue receive, >= 0
  double jump = 0.0;  ///< share of the price, in [0, 1)

  /// For a short position, whose loss is a rise; a long one's is less. `notional` > 0 in quote, `volatility` per sqrt(year).
  double share(const LiquidationCourse& course, double volatility, double notional) const noexcept {
    return market_share(course, volatility) + course.gas / notional;
  }

  /// The smallest notional that a margin (share of it) still suffices for; gas makes smaller ones a loss to everybody. NaN where no size
  /// does.
  double least_notional(const LiquidationCourse& course, double volatility, double margin) const noexcept {
    const double left = margin - market_share(course, volatility);
    return left > 0.0 ? course.gas / left : std::numeric_limits<double>::quiet_NaN();
  }

  Faults faults() const {
    Faults found;
    if (!(sigmas >= 0.0 && is_finite(sigmas))) report(found, FaultCode::negative, "completion_buffer.sigmas", {}, sigmas);
    if (!(jump >= 0.0 && jump < 1.0)) report(found, FaultCode::out_of_range, "completion_buffer.jump", {}, jump);
    if (!(penalty >= 0.0 && is_finite(penalty))) report(found, FaultCode::negative, "completion_buffer.penalty", {}, penalty);
    return found;
  }

 private:
  /// All but gas.
  double market_share(const LiquidationCourse& course, double volatility) const noexcept {
    const double held = unwind_horizon(static_cast<double>(course.wait.count()), static_cast<double>(course.unwind.count()));
    const double deviation = product(volatility, __builtin_sqrt(held / milliseconds_per_year));
    return expm1(log1p(jump) + product(sigmas, deviation)) + course.slippage + penalty;
  }
};

}  // namespace bulwark::BULWARK_TARGET
