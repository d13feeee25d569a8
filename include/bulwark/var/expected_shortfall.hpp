#pragma once

#include "bulwark/math/order_statistics.hpp"
#include "bulwark/var/tail_count.hpp"

namespace bulwark::inline v1 {

/// Which profits the shortfall is the mean of, worst first.
enum class ShortfallConvention {
  exact_tail,    ///< scenarios x tail of them, the last in part (Rockafellar and Uryasev, 2000): coherent
  through_rank,  ///< all up to the rank ceil(scenarios x tail), the value at risk of that rank included (Open Source Risk Engine)
  beyond_rank,   ///< those before it alone (Hull, 2018); the value at risk where there are none
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

// Losses are positive; `tail` in (0, 1), 0.01 is 99 %. Profits are reordered; their order changes no bit. NaN when one of them is, or there
// are fewer than the tail has.

/// The mean loss of scenarios x tail scenarios, the last of them in part: coherent, and the same as the least over v of
/// v + mean(max(loss - v, 0)) / tail. Source: Rockafellar, Uryasev, "Optimization of conditional value-at-risk" (2000), eq. 4.
inline double rockafellar_uryasev_shortfall(std::span<double> profits, double tail) noexcept {
  return -tail_mean(profits, tail_count(std::ssize(profits), tail));
}

/// The mean of the losses up to and including the order-statistic value at risk: no larger than the coherent one.
inline double through_rank_shortfall(std::span<double> profits, double tail) noexcept {
  return -tail_mean(profits, static_cast<double>(tail_rank(std::ssize(profits), tail)));
}

/// The mean of the losses of a rank worse than the order-statistic value at risk, or that where there are none: no smaller than the
/// coherent one.
inline double beyond_rank_shortfall(std::span<double> profits, double tail) noexcept {
  const Index rank = tail_rank(std::ssize(profits), tail);
  return -tail_mean(profits, static_cast<double>(rank < 2 ? rank : rank - 1));
}

}  // namespace bulwark::BULWARK_TARGET
