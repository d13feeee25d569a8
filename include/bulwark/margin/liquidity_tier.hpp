#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/math/parts_per_million.hpp"

namespace bulwark::inline v1 {

/// What a position must have, in smallest units of the quote.
template <ExactInteger Int>
struct ExactRequirement {
  Int initial{};
  Int maintenance{};
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How a market is margined, and how much open interest it bears before opening becomes dearer: the initial share rises linearly to the
/// whole between two caps; maintenance never rises, so that only new risk gets dearer. In integers, to the last unit, and in doubles.
/// Source: dYdX v4, `x/perpetuals/lib` and `x/perpetuals/types/liquidity_tier.go` (v4-chain at commit 84d4664, 2026).
struct LiquidityTier {
  std::uint32_t initial;                  ///< ppm of notional, <= 10^6
  std::uint32_t maintenance_of_initial;   ///< ppm of what the initial share without open interest asks for, <= 10^6
  std::uint64_t open_interest_lower = 0;  ///< millionths of the quote; no scaling up to here
  std::uint64_t open_interest_upper = 0;  ///< millionths of the quote; the whole from here on. 0: no scaling

  /// The initial share at an open interest in millionths of the quote: ppm, rounded down.
  template <ExactInteger Int>
  constexpr Int initial_at(const Int& open_interest) const {
    const Int base = static_cast<Int>(initial), whole = static_cast<Int>(million);
    const Int lower = static_cast<Int>(open_interest_lower), upper = static_cast<Int>(open_interest_upper);
    if (open_interest_upper == 0 || !(lower < open_interest)) return base;
    if (!(open_interest < upper)) return whole;
    return base + product_over<Int>(whole - base, open_interest - lower, upper - lower, Rounding::floor);
  }

  /// The same as a share, at an open interest in quote.
  double initial_share_at(double open_interest) const noexcept {
    const double base = share_of(initial), held = product(open_interest, 1e6);
    const double lower = static_cast<double>(open_interest_lower), upper = static_cast<double>(open_interest_upper);
    if (open_interest_upper == 0 || held <= lower) return base;
    if (held >= upper) return 1.0;
    return fma(1.0 - base, (held - lower) / (upper - lower), base);
  }

  double maintenance_share() const noexcept { return product(share_of(initial), share_of(maintenance_of_initial)); }

  /// What a notional of either sign is charged, each step rounded up; an account that chose a larger share of its own (ppm) opens at
  /// that. Open interest and notional in smallest units of the quote. Width: of either x 10^6.
  template <ExactInteger Int>
  constexpr ExactRequirement<Int> requirement(const Int& notional, const Int& open_interest, const Int& own_initial = Int(0)) const {
    const Int size = magnitude_of(notional);
    const Int unscaled = parts_per_million(size, initial, Rounding::ceil);
    return {.initial = parts_per_million<Int>(size, larger<Int>(initial_at(open_interest), own_initial), Rounding::ceil),
            .maintenance = parts_per_million(unscaled, maintenance_of_initial, Rounding::ceil)};
  }

  /// The same as shares of notional, at an open interest in quote.
  NotionalMargin::Rate rate(double open_interest) const noexcept { return {initial_share_at(open_interest), maintenance_share()}; }

  /// `market` says which, where there are several.
  Faults faults(Index market = -1) const {
    Faults found;
    if (initial > million) report(found, FaultCode::out_of_range, "liquidity_tier.initial", {.outer = market}, initial);
    if (maintenance_of_initial > million)
      report(found, FaultCode::out_of_range, "liquidity_tier.maintenance_of_initial", {.outer = market}, maintenance_of_initial);
    if (open_interest_lower > open_interest_upper)
      report(found, FaultCode::out_of_order, "liquidity_tier.open_interest_upper", {.outer = market},
             static_cast<double>(open_interest_upper));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
