#pragma once

#include <limits>

namespace bulwark::inline v1 {

/// A stretch of log price around a start at 0 that is left at most once. Infinite where there is no end.
struct LogRange {
  double below = std::numeric_limits<double>::infinity();  ///< distance to the lower end, > 0
  double above = std::numeric_limits<double>::infinity();  ///< distance to the upper end, > 0
};

/// Probabilities of how a log price first leaves a range within a time. They sum to that of leaving.
struct ExitShares {
  double below_at_end = 0.0;   ///< the diffusion carries it to the lower end
  double below_by_jump = 0.0;  ///< a jump carries it beyond
  double above_at_end = 0.0;
  double above_by_jump = 0.0;

  constexpr double below() const noexcept { return below_at_end + below_by_jump; }
  constexpr double above() const noexcept { return above_at_end + above_by_jump; }
  constexpr double all() const noexcept { return below() + above(); }
};

}  // namespace bulwark::inline v1
