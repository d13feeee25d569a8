#pragma once

#include <optional>
#include <vector>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// Prices between which an account is known and not liquidatable. The ends are adjacent doubles to prices where it is not.
struct SafeInterval {
  double low;                  ///< quote per coin
  double high;                 ///< quote per coin
  bool is_open_below = false;  ///< safe down to the end of the path
  bool is_open_above = false;  ///< safe up to the end of the path
};

/// The safe part of a path. The ends that are reported cannot be wrong. Looked at are points evenly spaced in log price, every kink that is
/// known (strikes by coin and by forward, tiers of notional, prices that the path names), and between them wherever the surplus turns: one
/// dip or hump between neighbours is followed to its end. What can be missed is a stretch narrower than log(highest / lowest) / steps that
/// no neighbour's surplus tells of: a second turn in one gap, or a rule that jumps twice within it. Time stands still on a path: expiries
/// are reached by asking again at a later tick.
struct SafePrices {
  std::vector<SafeInterval> intervals{};  ///< increasing
  double spot = 0.0;                      ///< where the path starts; quote per coin
  Index evaluations = 0;                  ///< of the account, that the answer took

  /// The last safe price below (above) spot: beyond it the account would be liquidated. None where that is nowhere on the path, and none
  /// for an account that is not safe now (one that is liquidatable): ask `is_safe_now()` first.
  std::optional<double> below() const noexcept {
    const SafeInterval* in = around();
    return in && !in->is_open_below ? std::optional{in->low} : std::nullopt;
  }
  std::optional<double> above() const noexcept {
    const SafeInterval* in = around();
    return in && !in->is_open_above ? std::optional{in->high} : std::nullopt;
  }
  bool is_safe_now() const noexcept { return around() != nullptr; }

 private:
  const SafeInterval* around() const noexcept {
    for (const SafeInterval& in : intervals)
      if (in.low <= spot && spot <= in.high) return &in;
    return nullptr;
  }
};

}  // namespace bulwark::inline v1
