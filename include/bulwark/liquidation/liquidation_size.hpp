#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/parts_per_million.hpp"
#include "bulwark/pricing/unit_price.hpp"

namespace bulwark::inline v1 {

/// How much of a position one block may close. Notionals in smallest units of the quote.
/// Source: dYdX v4, `x/clob/keeper/liquidations.go` (v4-chain at commit 84d4664, 2026).
struct LiquidationSize {
  std::uint64_t min_position_notional;  ///< smaller positions go whole
  std::uint32_t max_position_share;     ///< ppm of a larger one, in (0, 10^6]
  std::uint64_t max_account_notional;   ///< of one account over all markets, > 0

  template <ExactInteger Int>
  struct Bounds {
    Int least;
    Int most;
  };

  /// What a position of this notional may be closed by; the least is never above the most.
  template <ExactInteger Int>
  constexpr Bounds<Int> of_position(const Int& notional) const {
    const Int size = magnitude_of(notional);
    const Int least = smaller<Int>(static_cast<Int>(min_position_notional), size);
    return {least, larger<Int>(least, parts_per_million(size, max_position_share, Rounding::floor))};
  }

  /// What is left of the account's allowance after closing `closed` in this block.
  template <ExactInteger Int>
  constexpr Int of_account(const Int& closed) const {
    return larger<Int>(static_cast<Int>(max_account_notional) - closed, Int(0));
  }

  /// The signed size of the order that closes as much of `base` as both bounds leave: the whole where they leave it, else in steps of
  /// `step` (> 0), rounded down and at least one. That one step may be more than is left of the account's allowance: its fill is for
  /// `of_account` to refuse.
  template <ExactInteger Int>
  constexpr Int closing(const Int& base, const UnitPrice<Int>& oracle, const Int& step, const Int& closed) const {
    const Int notional = magnitude_of(oracle.notional(base)), held = magnitude_of(base);
    const Int most = smaller<Int>(of_position(notional).most, of_account(closed));
    Int size = held;
    if (most < notional && step < held) {
      const Int whole_steps = quotient<Int>(oracle.base(most), step, Rounding::floor) * step;
      size = smaller<Int>(larger<Int>(whole_steps, step), held);
    }
    return base < Int(0) ? size : Int(-size);
  }

  Faults faults() const {
    Faults found;
    if (max_position_share == 0 || max_position_share > million)
      report(found, FaultCode::out_of_range, "liquidation_size.max_position_share", {}, max_position_share);
    if (max_account_notional == 0) report(found, FaultCode::not_positive, "liquidation_size.max_account_notional", {}, 0.0);
    return found;
  }
};

}  // namespace bulwark::inline v1
