#pragma once

#include "bulwark/math/order_statistics.hpp"
#include "bulwark/var/tail_count.hpp"

namespace bulwark::inline v1 {

/// Which number between two sorted profits is the quantile.
enum class QuantileConvention {
  order_statistic,  ///< the loss of rank ceil(scenarios x tail), worst first
  interpolated,     ///< linear between the two around (scenarios - 1) x tail, best known as R type 7
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

// Losses are positive; `tail` in (0, 1), 0.01 is 99 %. Profits are reordered; their order changes no bit. NaN when one of them is, or none
// is given.

/// The loss of rank ceil(scenarios x tail).
inline double order_statistic_var(std::span<double> profits, double tail) noexcept {
  return -nth_smallest(profits, tail_rank(std::ssize(profits), tail) - 1);
}

/// Linear between the losses around rank (scenarios - 1) x tail, counted from 0. Source: Hyndman, Fan (1996), type 7.
inline double interpolated_var(std::span<double> profits, double tail) noexcept {
  const Index count = std::ssize(profits);
  const double at = product(static_cast<double>(count - 1), tail);
  const auto below = static_cast<Index>(at);
  const double low = nth_smallest(profits, below), high = below + 1 < count ? nth_smallest(profits, below + 1) : low;
  return -fma(at - static_cast<double>(below), high - low, low);
}

}  // namespace bulwark::BULWARK_TARGET
