#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/lanes.hpp"

namespace bulwark::inline v1 {

/// The lowest of some numbers, where it is, and the lowest of the others.
struct Worst {
  double lowest = 0.0;     ///< NaN where a number is NaN
  double runner_up = 0.0;  ///< +infinity where there is no other
  Index index = -1;        ///< the first on a tie; -1 where a number is NaN or there is none
};

}  // namespace bulwark::inline v1

#include "bulwark/scenario/worst.inl"
