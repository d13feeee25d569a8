#pragma once

namespace bulwark::inline v1 {

/// What a hedge that was asked for is.
enum class HedgeStatus {
  optimal,         ///< shown to be the best, within the residual or gap that is reported with it
  rank_deficient,  ///< the best, but hedges replace one another: the smallest of many equal answers is given
  infeasible,      ///< exact targets cannot be met within the limits; the trade that comes nearest is given
  not_converged,   ///< the search ended first; the trade is within limits, and the residual or gap says how good it is
};

}  // namespace bulwark::inline v1
