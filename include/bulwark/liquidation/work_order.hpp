#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace bulwark::inline v1 {

/// One account, or position, that waits for its liquidation.
struct LiquidationWork {
  double distance;   ///< how far the price at which it may be closed lies from the oracle's, as a share of that; unsigned
  double notional;   ///< quote, unsigned
  std::uint64_t id;  ///< the venue's own; no two are equal

  friend constexpr bool operator==(const LiquidationWork&, const LiquidationWork&) = default;
};

/// Whether one is closed before another: the farther one first (its owner has least left), then the larger, then the smaller id; what is
/// not a number comes last. A strict total order of distinct ids, so that every node and every thread works alike.
/// Source: dYdX v4, `SortLiquidationOrders`, as property C19 of the reference names it: distance to the oracle, then size, then id; the
/// directions are *assumed*.
constexpr bool comes_before(const LiquidationWork& a, const LiquidationWork& b) noexcept {
  const auto order = [](double x, double y) {
    const bool has_x = x == x, has_y = y == y;
    if (has_x != has_y) return has_x ? -1 : 1;
    return !has_x || x == y ? 0 : x > y ? -1 : 1;
  };
  if (const int by_distance = order(a.distance, b.distance); by_distance != 0) return by_distance < 0;
  if (const int by_notional = order(a.notional, b.notional); by_notional != 0) return by_notional < 0;
  return a.id < b.id;
}

/// Puts work in that order. In place, no allocation.
constexpr void sort_work(std::span<LiquidationWork> work) noexcept { std::sort(work.begin(), work.end(), comes_before); }

}  // namespace bulwark::inline v1
