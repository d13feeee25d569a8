#pragma once

#include <array>
#include <cstdint>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// Four random words for one counter and key, with no state between calls: any thread, in any order, has the same ones.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011): Philox 4x32, ten rounds.
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) noexcept {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xd2511f53u} * counter[0], b = std::uint64_t{0xcd9e8d57u} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key = {key[0] + 0x9e3779b9u, key[1] + 0xbb67ae85u};
  }
  return counter;
}

/// A number in (0, 1), neither end: an odd multiple of 2^-53, one of 2^52 alike.
constexpr double unit_number(std::uint64_t bits) noexcept { return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52; }

/// The random numbers of factors 2 x `pair` and 2 x `pair` + 1 in a scenario, each in (0, 1).
constexpr std::array<double, 2> random_pair(std::uint64_t seed, Index scenario, Index pair) noexcept {
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  const auto s = static_cast<std::uint64_t>(scenario), p = static_cast<std::uint64_t>(pair);
  const std::array<std::uint32_t, 4> words = philox({low(p), high(p), low(s), high(s)}, {low(seed), high(seed)});
  return {unit_number(std::uint64_t{words[1]} << 32 | words[0]), unit_number(std::uint64_t{words[3]} << 32 | words[2])};
}

}  // namespace bulwark::inline v1
