#pragma once

#include <array>
#include <cstdint>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/random_bits.hpp"
#include "bulwark/math/trigonometric.hpp"

#include "bulwark/math/random_lanes.inl"

namespace bulwark::BULWARK_TARGET {

/// The independent standard normal numbers of factors 2 x `pair` and 2 x `pair` + 1 in a scenario.
inline std::array<double, 2> normal_pair(std::uint64_t seed, Index scenario, std::uint64_t pair) noexcept {
  const auto both = normals_of(random_pairs(RandomKeys(seed), Bits<1>::broadcast(static_cast<std::uint64_t>(scenario)), pair));
  return {both.first.lane(0), both.second.lane(0)};
}

}  // namespace bulwark::BULWARK_TARGET
