#pragma once

#include "bulwark/core/durations.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// The forward of a contract that settles at the average of its last `window`, with `left` to go: what the average so far has fixed, and
/// the rest at today's forward. Before the window nothing is fixed; at expiry everything is, and `forward` is not read.
/// Prices in quote per coin. Source: Derive v2 forward feed (30 minutes; v2-core at 7736900, 2026); Deribit delivery price (30 minutes).
inline ForwardPoint averaged_forward(Timestamp expiry, double average_so_far, double forward, std::chrono::milliseconds left,
                                     std::chrono::milliseconds window) noexcept {
  if (left >= window) return {.expiry = expiry, .forward = forward};
  const double share = left.count() <= 0 ? 0.0 : static_cast<double>(left.count()) / static_cast<double>(window.count());
  const double fixed = product(1.0 - share, average_so_far);
  return {.expiry = expiry, .forward = share == 0.0 ? fixed : fma(share, forward, fixed), .fixed = fixed};
}

}  // namespace bulwark::BULWARK_TARGET
