#pragma once

#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Fills `weights`, oldest first, so that a day counts `decay` times as much as the one after it and all of them 1.
/// `decay` in (0, 1]; 1 counts all alike; NaN where it is outside. Source: Boudoukh, Richardson, Whitelaw (1998), step 1.
inline void age_weights(double decay, std::span<double> weights) noexcept {
  double weight = decay > 0.0 && decay <= 1.0 ? 1.0 : std::numeric_limits<double>::quiet_NaN(), all = 0.0;
  for (Index i = std::ssize(weights) - 1; i >= 0; --i) {
    weights[static_cast<std::size_t>(i)] = weight;
    all += weight;
    weight = product(weight, decay);
  }
  for (double& w : weights) w /= all;
}

}  // namespace bulwark::BULWARK_TARGET
