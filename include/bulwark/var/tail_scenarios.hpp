#pragma once

#include <limits>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/smallest_few.hpp"
#include "bulwark/var/tail_count.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scenarios that a tail may have where it is found without scratch memory.
inline constexpr Index most_in_tail = 512;

/// The scenarios of a tail, worst first; the profits stay in their order and nothing is allocated. Of equal profits the first scenario
/// comes first. The numbers are those of `order_statistic_var` and `rockafellar_uryasev_shortfall`, to the bit.
class TailScenarios {
 public:
  /// `tail` in (0, 1); one pass.
  TailScenarios(std::span<const double> profits, double tail) noexcept
      : count_(tail_count(std::ssize(profits), tail)), few_(wanted(std::ssize(profits), tail)) {
    for (Index s = 0; s < std::ssize(profits); ++s) few_.add(profits[static_cast<std::size_t>(s)], s);
    worst_ = few_.sorted();
  }

  /// Of profits whose `wanted` smallest were kept already.
  TailScenarios(const SmallestFew<most_in_tail>& few, Index scenarios, double tail) noexcept
      : count_(tail_count(scenarios, tail)), few_(few), worst_(few_.sorted()) {}

  TailScenarios(const TailScenarios&) = delete;
  TailScenarios& operator=(const TailScenarios&) = delete;

  /// The rank that ends the tail; 0 where the tail has no whole scenario, or more than `most_in_tail`.
  static Index wanted(Index scenarios, double tail) noexcept {
    const bool is_good = reaches_tail(scenarios, tail) && tail_rank(scenarios, tail) <= most_in_tail;
    return is_good ? tail_rank(scenarios, tail) : 0;
  }

  /// Whether the tail has a whole scenario, and no more than `most_in_tail`, and every profit is a number. Where not, the rest is NaN.
  bool is_known() const noexcept { return !worst_.empty() && !few_.has_nan(); }

  std::span<const Placed> worst() const noexcept { return worst_; }

  /// Scenarios in the tail, whole and part.
  double count() const noexcept { return count_; }

  /// The profit of rank ceil(count); the negative of the value at risk.
  double quantile() const noexcept { return is_known() ? worst_.back().value + 0.0 : std::numeric_limits<double>::quiet_NaN(); }

  /// The mean profit of the tail; the negative of the coherent shortfall.
  double mean() const noexcept {
    if (!is_known()) return std::numeric_limits<double>::quiet_NaN();
    const auto whole = static_cast<std::size_t>(count_);
    double sum = 0.0;
    for (std::size_t i = 0; i < whole; ++i) sum += worst_[i].value;
    const double part = count_ - static_cast<double>(whole);
    return (part > 0.0 ? fma(part, worst_[whole].value, sum) : sum) / count_;
  }

  // What the measure loses at first when a little of `gain(scenario)` is added: of equal profits at the quantile, those count that gain
  // least.

  /// Of the value at risk: the gain of the scenario that becomes the quantile.
  template <class Gain>
  double quantile_slope(std::span<const double> profits, Gain gain) const noexcept {
    if (!is_known()) return std::numeric_limits<double>::quiet_NaN();
    SmallestFew<most_in_tail> ties(std::ssize(worst_) - below_quantile());
    add_ties(profits, gain, ties);
    return ties.has_nan() ? std::numeric_limits<double>::quiet_NaN() : ties.sorted().back().value;
  }

  /// Of the shortfall: the mean gain of the tail.
  template <class Gain>
  double mean_slope(std::span<const double> profits, Gain gain) const noexcept {
    if (!is_known()) return std::numeric_limits<double>::quiet_NaN();
    const Index below = below_quantile();
    SmallestFew<most_in_tail> ties(std::ssize(worst_) - below);
    add_ties(profits, gain, ties);
    double sum = ties.has_nan() ? std::numeric_limits<double>::quiet_NaN() : 0.0, left = count_ - static_cast<double>(below);
    for (Index i = 0; i < below; ++i) sum += gain(worst_[static_cast<std::size_t>(i)].place);
    for (const Placed& tied : ties.sorted()) {
      sum = fma(least(left, 1.0), tied.value, sum);
      left -= 1.0;
    }
    return sum / count_;
  }

 private:
  Index below_quantile() const noexcept {
    Index below = std::ssize(worst_);
    while (below > 0 && worst_[static_cast<std::size_t>(below - 1)].value == worst_.back().value) --below;
    return below;
  }

  template <class Gain>
  void add_ties(std::span<const double> profits, Gain gain, SmallestFew<most_in_tail>& ties) const noexcept {
    for (Index s = 0; s < std::ssize(profits); ++s)
      if (profits[static_cast<std::size_t>(s)] == worst_.back().value) ties.add(gain(s), s);
  }

  double count_;
  SmallestFew<most_in_tail> few_;
  std::span<const Placed> worst_{};  // of few_
};

}  // namespace bulwark::BULWARK_TARGET
