#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scenarios in the tail, whole and part: scenarios x tail, `tail` in (0, 1). A product that rounding left just beside a whole number is
/// that number (100 x 0.07 is 7, not 7.000000000000001).
inline double tail_count(Index scenarios, double tail) noexcept {
  const double exact = product(static_cast<double>(scenarios), tail), nearest = static_cast<double>(static_cast<Index>(exact + 0.5));
  return nearest > 0.0 && magnitude(exact - nearest) < nearest * 0x1p-40 ? nearest : exact;
}

/// The rank, worst first and from 1, of the scenario that ends the tail: the count rounded up.
inline Index tail_rank(Index scenarios, double tail) noexcept {
  const double count = tail_count(scenarios, tail);
  const auto whole = static_cast<Index>(count);
  return static_cast<double>(whole) < count ? whole + 1 : whole;
}

/// Whether so many scenarios have one in the tail. Where not, the measures here take the worst for it, which is too little.
inline bool reaches_tail(Index scenarios, double tail) noexcept { return tail_count(scenarios, tail) >= 1.0; }

}  // namespace bulwark::BULWARK_TARGET
