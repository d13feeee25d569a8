#pragma once

#include "bulwark/math/binomial.hpp"
#include "bulwark/math/order_statistics.hpp"
#include "bulwark/var/tail_count.hpp"

namespace bulwark::BULWARK_TARGET {

/// Standard error of the order-statistic value at risk: what infinitely many bootstrap samples of the same size would scatter by, without
/// drawing one. Reorders `profits`; `tail` in (0, 1). Rests on scenarios that are independent of each other: overlapping days are not, and
/// scatter more. Too small where the tail holds less than about five scenarios. NaN where a profit is NaN or infinite, or there is none.
/// Source: Maritz, Jarrett, "A note on estimating the variance of the sample median" (1978): the value of rank i has the weight that a
/// Beta(rank, scenarios - rank + 1) number lies in ((i - 1), i) / scenarios, here by the binomial law. Domain: up to some 1e5 scenarios
/// (cost: tail scenarios times their deviation); weights below 1e-17 are left out.
inline double order_statistic_var_error(std::span<double> profits, double tail) noexcept {
  const Index count = std::ssize(profits), rank = tail_rank(count, tail);
  if (rank < 1 || rank > count || !has_no_nan(profits)) return std::numeric_limits<double>::quiet_NaN();
  std::sort(profits.begin(), profits.end());
  const double centre = profits[static_cast<std::size_t>(rank - 1)];
  const auto reached = [&](Index i) {  // how likely a sample has `rank` or more values among the smallest i
    return i <= 0 ? 0.0 : i >= count ? 1.0 : binomial_split(rank - 1, count, static_cast<double>(i) / static_cast<double>(count)).more;
  };
  double mean = 0.0, square = 0.0;
  const auto add = [&](Index i, double weight) {
    const double apart = profits[static_cast<std::size_t>(i - 1)] - centre, weighted = product(weight, apart);
    mean += weighted;
    square = fma(weighted, apart, square);
  };
  double now = reached(rank);
  for (Index i = rank; i >= 1 && now > 1e-17; --i) {
    const double before = reached(i - 1);
    add(i, now - before);
    now = before;
  }
  now = reached(rank);
  for (Index i = rank + 1; i <= count && 1.0 - now > 1e-16; ++i) {
    const double next = reached(i);
    add(i, next - now);
    now = next;
  }
  return __builtin_sqrt(greatest(0.0, fma(-mean, mean, square)));
}

}  // namespace bulwark::BULWARK_TARGET
