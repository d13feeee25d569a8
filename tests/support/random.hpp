#pragma once

#include <cstdint>

#include "bulwark/core/asset.hpp"

namespace bulwark::test {

/// The same numbers on every machine (SplitMix64, Steele, Lea and Flood 2014).
struct Random {
  std::uint64_t state;

  std::uint64_t next() {
    std::uint64_t z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  Index below(Index n) { return static_cast<Index>(next() % static_cast<std::uint64_t>(n)); }
  /// A multiple of 1/16 in [-64, 64], never 0: sums and power-of-two multiples of a few are exact.
  double quantity() {
    const auto n = static_cast<double>(below(1024) + 1) / 16.0;
    return next() & 1 ? n : -n;
  }
  /// In [low, high).
  double between(double low, double high) { return low + (high - low) * (static_cast<double>(next() >> 11) * 0x1p-53); }
};

}  // namespace bulwark::test
