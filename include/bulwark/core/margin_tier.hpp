#pragma once

#include <vector>

namespace bulwark::inline v1 {

/// A step of a market's margin table.
struct MarginTier {
  double floor;        ///< size from which it applies, 0 for the first; what size is counted in, the rule that reads the table says
  double initial;      ///< share, never below the tier before
  double maintenance;  ///< the same, <= initial
};

/// By increasing floor.
using MarginTiers = std::vector<MarginTier>;

}  // namespace bulwark::inline v1
