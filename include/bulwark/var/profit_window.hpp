#pragma once

#include <utility>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// The last days' profits, or moves, oldest first. State in, state out.
struct ProfitWindow {
  std::vector<double> profits{};

  /// With one more; of more than `most` (>= 1) the oldest leave.
  ProfitWindow after(double profit, Index most) && {
    if (std::ssize(profits) >= most) profits.erase(profits.begin(), profits.end() - (most - 1));
    profits.push_back(profit);
    return std::move(*this);
  }
};

}  // namespace bulwark::inline v1
