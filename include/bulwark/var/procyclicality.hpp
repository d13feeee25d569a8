#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

// How much a requirement moves when the market does: `path` is what one and the same book is asked for, day by day, each > 0.
// Source: Murphy, Vasios, Vause, "An investigation into the procyclicality of risk-based initial margin models" (Bank of England, 2014).

/// The largest requirement over the smallest, >= 1. NaN where one is, or is not positive, or there is none.
inline double peak_to_trough(std::span<const double> path) noexcept {
  if (path.empty()) return __builtin_nan("");
  double peak = path[0], trough = path[0];
  for (const double margin : path) peak = greatest(margin, peak), trough = least(margin, trough);
  return trough > 0.0 ? peak / trough : __builtin_nan("");
}

/// The largest rise within `days` (>= 1) days, as a share of where it started: 0.5 is half as much again; 0 where it never rises. NaN as
/// above.
inline double largest_rise(std::span<const double> path, Index days) noexcept {
  double largest = 1.0;
  for (Index from = 0; from < std::ssize(path); ++from)
    for (Index to = from + 1; to <= from + days && to < std::ssize(path); ++to)
      largest = greatest(path[static_cast<std::size_t>(to)] / path[static_cast<std::size_t>(from)], largest);
  return peak_to_trough(path) >= 1.0 ? largest - 1.0 : __builtin_nan("");
}

}  // namespace bulwark::BULWARK_TARGET
